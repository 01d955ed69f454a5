import { Group, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { SavedViews } from '../../ui/saved-views';
import { SearchField } from '../../ui/search-field';
import { ExactTime } from '../../ui/time';
import { useUtc } from '../../ui/time-choice';
import { type ListQuery, oneOf, useListQuery } from '../../ui/use-list-query';
import { useUser } from '../users/queries';
import { Detail } from './detail';
import { ExportLinks } from './export-links';
import { Place } from './names';
import { useAudit } from './queries';
import { Sentence } from './sentence';

/** Groups of events that can be picked; a name stands for everything below it. */
const EVENTS = ['backend', 'backend.account', 'backend.api', 'backend.app', 'backend.config', 'backend.gate', 'backend.initial_access', 'backend.key', 'backend.role', 'backend.scope', 'backend.token', 'backend.user', 'consumer', 'consumer.account', 'consumer.app', 'consumer.grant', 'consumer.password_reset', 'consumer.register', 'consumer.session', 'consumer.token', 'partner', 'portal', 'security']; // prettier-ignore

const GROUPS = ['changes', 'security'] as const;

/** Who did what, newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const event = list.filter('event');
  const userId = list.filter('userId');
  const subject = list.filter('subject');
  const from = list.filter('from');
  const to = list.filter('to');
  const group = oneOf(GROUPS, list.filter('group'));
  const filter = {
    event,
    group,
    userId,
    subject,
    from: from && startOfDay(from, 0),
    to: to && startOfDay(to, 1),
  };
  const entries = useAudit({ ...list.query, ...filter });
  const [isUtc, setUtc] = useUtc();
  const columns: Column<AuditEntry>[] = [
    { header: t('audit.at'), cell: ({ at }) => <ExactTime at={at} />, width: 170 },
    { header: t('audit.what'), cell: (entry) => <Sentence entry={entry} /> },
    { header: t('audit.place'), cell: (entry) => <Place entry={entry} />, width: 160 },
    { header: t('audit.detail'), cell: (entry) => <Detail entry={entry} /> },
  ];
  return (
    <Page
      title={t('audit.title')}
      description={t('audit.hint')}
      actions={
        <>
          <SavedViews />
          <ExportLinks filter={{ ...filter, search: list.query.search }} />
        </>
      }
    >
      <SegmentedControl
        aria-label={t('audit.group.label')}
        value={group ?? ''}
        onChange={(choice) => list.setFilter('group', choice)}
        data={[
          { value: '', label: t('audit.group.all') },
          { value: 'changes', label: t('audit.group.changes') },
          { value: 'security', label: t('audit.group.security') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
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
        <PersonFilter list={list} />
        <Switch
          label={t('audit.utc')}
          checked={isUtc}
          onChange={(change) => setUtc(change.currentTarget.checked)}
        />
      </Group>
      <DataTable
        label={t('audit.title')}
        rows={entries}
        list={list}
        filtered={!!(event || group || userId || subject || from || to)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconHistory} title={t('audit.none')} />}
      />
    </Page>
  );
}

/** One person's entries: what they did, or what was done to them. */
function PersonFilter({ list }: { list: ListQuery }) {
  const { t } = useTranslation();
  const [, ofSubject] = /^user:(.+)$/.exec(list.filter('subject') ?? '') ?? [];
  const id = list.filter('userId') ?? ofSubject;
  const person = useUser(id);
  if (!id) return null;
  return (
    <Group gap="xs">
      <FilterPill
        list={list}
        name={ofSubject ? 'subject' : 'userId'}
        label={t('liveGrants.person')}
        text={person.data?.username ?? id}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('audit.side')}
        value={ofSubject ? 'subject' : 'userId'}
        onChange={(side) =>
          list.setFilters({
            userId: side === 'userId' ? id : undefined,
            subject: side === 'subject' ? `user:${id}` : undefined,
          })
        }
        data={[
          { value: 'userId', label: t('audit.did') },
          { value: 'subject', label: t('audit.wasDone') },
        ]}
      />
    </Group>
  );
}

/** Midnight of a day as the reader counts it, so many days later. */
function startOfDay(day: string, later: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
