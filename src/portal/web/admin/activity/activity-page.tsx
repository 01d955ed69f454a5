import { Anchor, Group, TextInput } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { type AppActivityEntry, backendActivityList } from '../../api/client.gen';
import { ActivityEvent } from '../../developer/apps/app-activity';
import { paths } from '../../paths';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';

const OUTCOMES = ['issued', 'failed'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<AppActivityEntry & { id: string }>[] = [
  { header: 'at', text: ({ at }) => at },
  { header: 'appId', text: ({ appId }) => appId },
  { header: 'app', text: ({ appName }) => appName },
  { header: 'event', text: ({ event }) => event },
  { header: 'detail', text: ({ detail }) => detail },
  { header: 'times', text: ({ times }) => times },
  { header: 'ip', text: ({ ip }) => ip },
];

/** What all apps asked the token endpoint for, hour by hour: who was refused, and why. */
export function ActivityPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const outcome = oneOf(OUTCOMES, list.filter('outcome'));
  const day = list.filter('day');
  const filters = { search: list.query.search, outcome, day };
  const activity = useQuery({
    queryKey: ['backend.activity.list', list.query, filters],
    queryFn: () => backendActivityList({ ...list.query, ...filters }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<AppActivityEntry>[] = [
    {
      header: t('liveGrants.app'),
      cell: ({ appId, appName }) => (
        <Anchor
          component={Link}
          to={`${generatePath(paths.adminApp, { id: appId })}?tab=activity`}
          fw={550}
        >
          <UserText text={appName} max={60} />
        </Anchor>
      ),
      width: '26%',
    },
    { header: t('activity.event'), cell: (entry) => <ActivityEvent entry={entry} /> },
    { header: t('activity.times'), cell: ({ times }) => times, width: 90 },
    { header: t('activity.ip'), cell: ({ ip }) => ip ?? '—', width: 150 },
    { header: t('activity.at'), cell: ({ at }) => <Time at={at} />, width: 140 },
  ];
  return (
    <Page
      title={t('adminActivity.title')}
      description={t('adminActivity.hint')}
      actions={
        <ListActions
          name="activity"
          list={async (page) => withIds(await backendActivityList({ ...page, ...filters }))}
          columns={FILE}
        />
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('adminActivity.search')} />
        <FilterSelect
          list={list}
          name="outcome"
          label={t('activity.event')}
          any={t('adminActivity.any')}
          choices={OUTCOMES.map((value) => ({ value, label: t(`activity.${value}`) }))}
        />
        <TextInput
          type="date"
          aria-label={t('adminActivity.day')}
          leftSection={<span className="field-word">{t('adminActivity.day')}</span>}
          leftSectionWidth={64}
          value={day ?? ''}
          onChange={(change) => list.setFilter('day', change.currentTarget.value)}
        />
      </Group>
      <DataTable
        label={t('adminActivity.title')}
        rows={activity}
        list={list}
        filtered={!!(outcome || day)}
        columns={columns}
        rowKey={idOf}
        empty={<EmptyState icon={IconActivity} title={t('activity.none')} />}
      />
    </Page>
  );
}

function idOf({ at, appId, event, detail }: AppActivityEntry): string {
  return `${at} ${appId} ${event} ${detail}`;
}

function withIds<P extends { entry: AppActivityEntry[] }>(page: P) {
  return { ...page, entry: page.entry.map((entry) => ({ ...entry, id: idOf(entry) })) };
}
