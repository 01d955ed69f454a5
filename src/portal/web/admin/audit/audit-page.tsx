import { Anchor, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { AuditEntry } from '../../api/types';
import { paths } from '../../paths';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
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
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {entry.event}
        </Text>
      ),
    },
    { header: t('audit.by'), cell: (entry) => <By entry={entry} /> },
    {
      header: t('audit.subject'),
      cell: ({ subject }) => (
        <Text size="xs" ff="monospace">
          <UserText text={subject ?? '—'} max={60} />
        </Text>
      ),
    },
    { header: t('audit.detail'), cell: ({ detail }) => <Detail detail={detail} /> },
  ];
  return (
    <Page title={t('audit.title')} description={t('audit.hint')}>
      <Group align="flex-end">
        <SearchField list={list} label={t('audit.search')} />
        <NativeSelect
          aria-label={t('audit.event')}
          value={event ?? ''}
          onChange={(change) => list.setFilter('event', change.currentTarget.value)}
          data={[{ value: '', label: t('audit.anyEvent') }, ...EVENTS]}
        />
        <TextInput
          type="date"
          aria-label={t('audit.from')}
          title={t('audit.from')}
          value={from ?? ''}
          onChange={(change) => list.setFilter('from', change.currentTarget.value)}
        />
        <TextInput
          type="date"
          aria-label={t('audit.to')}
          title={t('audit.to')}
          value={to ?? ''}
          onChange={(change) => list.setFilter('to', change.currentTarget.value)}
        />
        <FilterPill list={list} name="userId" label={t('liveGrants.person')} />
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

function By({ entry }: { entry: AuditEntry }) {
  return (
    <>
      {entry.userId ? (
        <Anchor
          component={Link}
          to={generatePath(paths.user, { id: entry.userId })}
          size="xs"
          ff="monospace"
          style={{ overflowWrap: 'anywhere' }}
        >
          {entry.userId}
        </Anchor>
      ) : (
        <Text size="xs" ff="monospace">
          <UserText text={entry.appKey ?? '—'} max={40} />
        </Text>
      )}
      {entry.ip && (
        <Text size="xs" c="dimmed">
          {entry.ip}
        </Text>
      )}
    </>
  );
}

/** What changed, a word and its value a line. */
function Detail({ detail }: { detail: Record<string, unknown> }) {
  return Object.entries(detail).map(([name, value]) => (
    <Text key={name} size="xs">
      <Text span c="dimmed" size="xs">
        {name}:
      </Text>{' '}
      <UserText text={typeof value === 'string' ? value : JSON.stringify(value)} max={160} />
    </Text>
  ));
}
