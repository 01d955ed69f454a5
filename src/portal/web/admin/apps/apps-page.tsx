import { Anchor, Badge, Group } from '@mantine/core';
import { IconApps } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useApps } from './queries';

/** Everyone's apps. */
export function AppsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const apps = useApps(list.query);
  const columns: Column<App>[] = [
    {
      header: t('apps.name'),
      cell: (app) => (
        <Group gap="xs">
          <Anchor component={Link} to={generatePath(paths.adminApp, { id: app.id })} fw={550}>
            <UserText text={app.name} max={60} />
          </Anchor>
          {app.firstParty && <Badge color="teal">{t('adminApps.firstParty')}</Badge>}
        </Group>
      ),
    },
    {
      header: t('adminApps.owner'),
      cell: ({ owner, ownerId }) => (
        <Anchor component={Link} to={generatePath(paths.user, { id: ownerId })} size="sm">
          <UserText text={owner} max={40} />
        </Anchor>
      ),
    },
    {
      header: t('users.status'),
      cell: ({ status }) => <StatusBadge of="app" status={status} />,
      width: 120,
    },
    {
      header: t('apps.key'),
      cell: ({ appKey }) => <Copyable value={appKey} label={t('apps.key')} />,
    },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 120 },
  ];
  return (
    <Page title={t('adminApps.title')} description={t('adminApps.hint')}>
      <SearchField list={list} label={t('apps.search')} />
      <DataTable
        label={t('adminApps.title')}
        rows={apps}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconApps} title={t('adminApps.none')} />}
      />
    </Page>
  );
}
