import { Anchor, Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconApps, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { AccountBadge } from '../../ui/account-badge';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { AppOwner } from './app-owner';
import { NewAppDialog } from './new-app-dialog';
import { useApps } from './queries';

const STATUSES = ['active', 'pending', 'disabled'] as const;

/** Everyone's apps. */
export function AppsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const status = oneOf(STATUSES, list.filter('status'));
  const ownerId = list.filter('ownerId');
  const accountId = list.filter('accountId');
  const apps = useApps({ ...list.query, status, ownerId, accountId });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('apps.new')}
    </Button>
  );
  const columns: Column<App>[] = [
    {
      header: t('apps.name'),
      cell: (app) => (
        <Group gap="xs">
          <Anchor component={Link} to={generatePath(paths.adminApp, { id: app.id })} fw={550}>
            <UserText text={app.name} max={60} />
          </Anchor>
          <AccountBadge id={app.accountId} name={app.accountName} />
          {app.firstParty && <Badge color="teal">{t('adminApps.firstParty')}</Badge>}
        </Group>
      ),
    },
    {
      header: t('adminApps.owner'),
      cell: (app) => <AppOwner app={app} />,
    },
    {
      header: t('users.status'),
      cell: ({ status }) => <StatusBadge of="app" status={status} />,
      width: 120,
    },
    {
      header: t('apps.clientId'),
      cell: ({ appKey }) => <Copyable short value={appKey} label={t('apps.clientId')} />,
    },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 120 },
  ];
  return (
    <Page title={t('adminApps.title')} description={t('adminApps.hint')} actions={add}>
      <Group gap="sm">
        <SearchField list={list} label={t('apps.search')} />
        <FilterSelect
          list={list}
          name="status"
          label={t('users.status')}
          any={t('users.anyStatus')}
          choices={STATUSES.map((value) => ({ value, label: t(`appStatus.${value}`) }))}
        />
        <FilterPill
          list={list}
          name="ownerId"
          label={t('adminApps.owner')}
          text={apps.data?.entry.find((app) => app.ownerId === ownerId)?.owner}
        />
        <FilterPill
          list={list}
          name="accountId"
          label={t('apps.account')}
          text={apps.data?.entry.find((app) => app.accountId === accountId)?.accountName}
        />
      </Group>
      <DataTable
        label={t('adminApps.title')}
        rows={apps}
        list={list}
        filtered={!!(status || ownerId || accountId)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconApps} title={t('adminApps.none')} />}
      />
      <NewAppDialog opened={asked} onClose={close} />
    </Page>
  );
}
