import { Alert, Anchor, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconApps, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate } from 'react-router';
import type { App, AppWithSecret } from '../../api/types';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { AccountBadge } from '../../ui/account-badge';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { useMemberships } from '../accounts/queries';
import { NewAppDialog } from './new-app-dialog';
import { lastUse, useApps } from './queries';
import { useShowSecret } from './secret-reveal';

const ORDERS = ['name', '-name', 'created', '-created'] as const;
const STATUSES = ['active', 'pending', 'disabled'] as const;

/** My apps: each is a program that may call the API. */
export function AppsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useListQuery();
  const accountId = list.filter('accountId');
  const status = oneOf(STATUSES, list.filter('status'));
  const unused = oneOf(['true'] as const, list.filter('unused'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const apps = useApps({ ...list.query, accountId, status, unused, sort });
  const accounts = useMemberships().data ?? [];
  const most = useAccount().data?.mostApps ?? Infinity;
  const total = apps.data?.totalResults ?? 0;
  // With accounts each has a number of its own, and the list is of them all.
  const isWhole = !list.query.search && !status && !unused && accounts.length === 0;
  const isNearlyFull = isWhole && total >= most - 2;
  const [asked, { open, close }] = useDisclosure();
  const showSecret = useShowSecret();
  const toApp = (app: App) => void navigate(`${generatePath(paths.app, { id: app.id })}?tab=call`);
  const show = (app: AppWithSecret) => {
    close();
    if (app.appSecret) showSecret(app, app.appSecret, () => toApp(app));
    else toApp(app);
  };
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('apps.new')}
    </Button>
  );
  const columns: Column<App>[] = [
    { header: t('apps.name'), sort: 'name', cell: (app) => <AppName app={app} /> },
    {
      header: t('apps.clientId'),
      cell: (app) => <Copyable value={app.appKey} label={t('apps.clientId')} short />,
    },
    { header: t('apps.scopes'), cell: (app) => <ScopeBadges scopes={app.scopes} max={2} /> },
    {
      header: t('apps.status'),
      cell: ({ status }) => <StatusBadge of="app" status={status} />,
      width: 120,
    },
    {
      header: t('apps.lastUsed'),
      cell: ({ secrets }) => <Time at={lastUse(secrets)} empty={t('apps.neverUsed')} />,
      width: 140,
    },
    {
      header: t('apps.created'),
      sort: 'created',
      cell: (app) => <Time at={app.createdAt} />,
      width: 120,
    },
  ];
  const hint = (
    <>
      {t('apps.hint')}{' '}
      <Anchor component={Link} to={paths.bin} underline="always">
        {t('bin.own')}
      </Anchor>
    </>
  );
  return (
    <Page title={t('apps.title')} description={hint} actions={add}>
      {isNearlyFull && (
        <Alert variant="light" color="yellow">
          {t('apps.used', { count: total, most })}
        </Alert>
      )}
      <Group gap="sm">
        <SearchField list={list} label={t('apps.search')} />
        <FilterSelect
          list={list}
          name="status"
          label={t('apps.status')}
          any={t('users.anyStatus')}
          choices={STATUSES.map((value) => ({ value, label: t(`appStatus.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="unused"
          label={t('list.use')}
          any={t('list.anyUse')}
          choices={[{ value: 'true', label: t('list.unused') }]}
        />
        {accounts.length > 0 && (
          <FilterSelect
            list={list}
            name="accountId"
            label={t('apps.account')}
            any={t('apps.anyAccount')}
            choices={accounts.map(({ id, name }) => ({ value: id, label: shorten(name, 40) }))}
          />
        )}
      </Group>
      <DataTable
        label={t('apps.title')}
        rows={apps}
        list={list}
        filtered={!!(accountId || status || unused)}
        columns={columns}
        rowKey={(app) => app.id}
        empty={
          <EmptyState icon={IconApps} title={t('apps.none')} action={add}>
            {t('apps.noneHint')}
          </EmptyState>
        }
      />
      <NewAppDialog opened={asked} onClose={close} onCreated={show} />
    </Page>
  );
}

function AppName({ app }: { app: App }) {
  return (
    <Group gap={6}>
      <Anchor component={Link} to={generatePath(paths.app, { id: app.id })} fw={550}>
        <UserText text={app.name} max={60} />
      </Anchor>
      <AccountBadge id={app.accountId} name={app.accountName} />
    </Group>
  );
}
