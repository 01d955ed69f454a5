import { Group, Text, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { Actor, Subject } from './names';
import { Detail } from './detail';
import { useAudit } from './queries';

/** Rooms whose events can be picked; a name stands for everything below it. */
const EVENTS = ['backend.role', 'backend.user', 'backend.app', 'backend.config', 'backend.token', 'backend.scope', 'consumer.app', 'consumer.account', 'consumer.token', 'consumer.grant', 'partner', 'portal']; // prettier-ignore

/** Who did what, newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const event = list.filter('event');
  const userId = list.filter('userId');
  const from = list.filter('from');
  const to = list.filter('to');
  const entries = useAudit({
    ...list.query,
    event,
    userId,
    from: from && startOfDay(from, 0),
    to: to && startOfDay(to, 1),
  });
  const columns: Column<AuditEntry>[] = [
    { header: t('audit.at'), cell: ({ at }) => <Time at={at} />, width: 140 },
    {
      header: t('audit.event'),
      width: 220,
      cell: (entry) => (
        <Text size="sm" ff="monospace">
          <Dotted text={entry.event} />
        </Text>
      ),
    },
    { header: t('audit.by'), cell: (entry) => <Actor entry={entry} /> },
    { header: t('audit.subject'), cell: (entry) => <Subject entry={entry} /> },
    { header: t('audit.detail'), cell: (entry) => <Detail entry={entry} /> },
  ];
  return (
    <Page title={t('audit.title')} description={t('audit.hint')}>
      <Group gap="sm">
        <SearchField list={list} label={t('audit.search')} />
        <FilterSelect
          list={list}
          name="event"
          label={t('audit.event')}
          any={t('audit.anyEvent')}
          choices={EVENTS.map((value) => ({ value, label: value }))}
        />
        <Group gap="sm" className="filter-pair">
          <TextInput
            type="date"
            aria-label={t('audit.from')}
            leftSection={<span className="field-word">{t('audit.from')}</span>}
            leftSectionWidth={64}
            value={from ?? ''}
            onChange={(change) => list.setFilter('from', change.currentTarget.value)}
          />
          <TextInput
            type="date"
            aria-label={t('audit.to')}
            leftSection={<span className="field-word">{t('audit.to')}</span>}
            leftSectionWidth={64}
            value={to ?? ''}
            onChange={(change) => list.setFilter('to', change.currentTarget.value)}
          />
        </Group>
        <FilterPill
          list={list}
          name="userId"
          label={t('liveGrants.person')}
          text={entries.data?.entry.find((entry) => entry.userId === userId)?.actor}
        />
      </Group>
      <DataTable
        label={t('audit.title')}
        rows={entries}
        list={list}
        filtered={!!(event || userId || from || to)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconHistory} title={t('audit.none')} />}
      />
    </Page>
  );
}

/** Midnight of a day as the reader counts it, so many days later. */
function startOfDay(day: string, later: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
