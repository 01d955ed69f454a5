import { Badge, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry, App } from '../../api/types';
import { reasonText } from '../../i18n/served';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Time } from '../../ui/time';
import { type ListQuery, useListQuery } from '../../ui/use-list-query';
import { useActivity } from './queries';

/** What the app did by the hour, with the reason in words where it was refused. */
export function AppActivity({ app }: { app: App }) {
  const list = useListQuery();
  const activity = useActivity(app.id, {
    startIndex: list.query.startIndex,
    count: list.query.count,
  });
  return <ActivityView activity={activity} list={list} />;
}

interface ActivityViewProps {
  activity: ReturnType<typeof useActivity>;
  list: ListQuery;
}

/** What the owner of an app and administrators see of its activity. */
export function ActivityView({ activity, list }: ActivityViewProps) {
  const { t } = useTranslation();
  const columns: Column<ActivityEntry>[] = [
    {
      header: t('activity.event'),
      cell: (entry) => <ActivityEvent entry={entry} />,
    },
    { header: t('activity.times'), cell: ({ times }) => times, width: 90 },
    { header: t('activity.ip'), cell: ({ ip }) => ip ?? '—', width: 160 },
    { header: t('activity.at'), cell: ({ at }) => <Time at={at} />, width: 150 },
  ];
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Figure label={t('activity.issued')}>{activity.data?.issued ?? '–'}</Figure>
        <Figure label={t('activity.failed')}>{activity.data?.failed ?? '–'}</Figure>
        <Figure label={t('apps.lastUsed')}>
          {activity.data ? <Time at={activity.data.lastUsedAt} empty={t('apps.neverUsed')} /> : '–'}
        </Figure>
      </SimpleGrid>
      <DataTable
        label={t('apps.tab.activity')}
        rows={activity}
        list={list}
        columns={columns}
        rowKey={({ at, event, detail }) => `${at} ${event} ${detail}`}
        empty={
          <EmptyState icon={IconActivity} title={t('activity.none')}>
            {t('activity.noneHint')}
          </EmptyState>
        }
      />
    </Stack>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="surface" style={{ padding: '0.9rem 1.1rem' }}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={22} fw={600}>
        {children}
      </Text>
    </div>
  );
}

/** The reason in the reader's words where we know the code; the server's words stay below it. */
export function ActivityEvent({ entry }: { entry: ActivityEntry }) {
  const { t, i18n } = useTranslation();
  const issued = entry.event === 'issued';
  const known = `activity.reason.${entry.event}`;
  return (
    <div>
      <Badge color={issued ? 'green' : 'red'}>
        {issued ? t('activity.tokenIssued') : entry.event}
      </Badge>
      {!issued && i18n.exists(known) && (
        <Text size="sm" mt={4}>
          {t(known as 'activity.reason.invalid_client')}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={2} className="user-text">
        {reasonText(entry.detail)}
      </Text>
    </div>
  );
}
