import { Anchor, Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconApps, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { AccountBadge } from '../../ui/account-badge';
import { BulkBar, type BulkAct } from '../../ui/bulk-bar';
import { Copyable } from '../../ui/copyable';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { useSelection } from '../../ui/selection';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { AppOwner } from './app-owner';
import { NewAppDialog } from './new-app-dialog';
import { backendAppList } from '../../api/client.gen';
import { useScopes } from '../roles/queries';
import { OwnerFilter } from './owner-filter';
import { setAppStatus, useApps } from './queries';

const STATUSES = ['active', 'pending', 'disabled'] as const;
const TYPES = ['confidential', 'public'] as const;
const ORDERS = ['name', '-name', 'created', '-created'] as const;
const YEAR = 365;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<App>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'appKey', text: ({ appKey }) => appKey },
  { header: 'name', text: ({ name }) => name },
  { header: 'owner', text: ({ owner }) => owner },
  { header: 'account', text: ({ accountName }) => accountName },
  { header: 'type', text: ({ type }) => type },
  { header: 'status', text: ({ status }) => status },
  { header: 'scopes', text: ({ scopes }) => scopes.join(' ') },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
];

/** Everyone's apps. */
export function AppsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const status = oneOf(STATUSES, list.filter('status'));
  const ownerId = list.filter('ownerId');
  const accountId = list.filter('accountId');
  const type = oneOf(TYPES, list.filter('type'));
  const scope = list.filter('scope');
  const unused = oneOf(['true'] as const, list.filter('unused'));
  const old = oneOf(['365'] as const, list.filter('secretOlderThan'));
  const createdOn = list.filter('createdOn');
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = {
    search: list.query.search,
    status,
    ownerId,
    accountId,
    type,
    scope,
    unused,
    secretOlderThan: old && YEAR,
    createdOn,
  };
  const apps = useApps({ ...list.query, ...filters, sort });
  const scopes = useScopes();
  const selection = useSelection<App>(filters, ({ name }) => name);
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('apps.new')}
    </Button>
  );
  const columns: Column<App>[] = [
    {
      header: t('apps.name'),
      sort: 'name',
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
    {
      header: t('apps.created'),
      sort: 'created',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      width: 120,
    },
  ];
  const acts: BulkAct<App>[] = [
    {
      label: t('list.approve'),
      consequence: t('adminApps.enableHint'),
      applies: (app) => app.status === 'pending',
      run: (app) => setAppStatus(app, 'active'),
    },
    {
      label: t('list.enable'),
      consequence: t('adminApps.enableHint'),
      applies: (app) => app.status === 'disabled',
      run: (app) => setAppStatus(app, 'active'),
    },
    {
      label: t('list.disable'),
      consequence: t('adminApps.disableConsequence'),
      isDangerous: true,
      applies: (app) => app.disabledBy !== 'administrator',
      run: (app) => setAppStatus(app, 'disabled'),
    },
  ];
  return (
    <Page
      title={t('adminApps.title')}
      description={t('adminApps.hint')}
      actions={
        <>
          <ListActions
            name="apps"
            list={(page) => backendAppList({ ...page, ...filters, sort })}
            columns={FILE}
          />
          {add}
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('apps.search')} />
        <FilterSelect
          list={list}
          name="status"
          label={t('users.status')}
          any={t('users.anyStatus')}
          choices={STATUSES.map((value) => ({ value, label: t(`appStatus.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="type"
          label={t('list.type.any')}
          any={t('list.type.any')}
          choices={TYPES.map((value) => ({ value, label: t(`list.type.${value}`) }))}
        />
        <OwnerFilter list={list} />
        <FilterSelect
          list={list}
          name="scope"
          label={t('grants.scopes')}
          any={t('list.anyScope')}
          choices={(scopes.data ?? []).map(({ name }) => ({ value: name, label: name }))}
        />
        <FilterSelect
          list={list}
          name="unused"
          label={t('list.use')}
          any={t('list.anyUse')}
          choices={[{ value: 'true', label: t('list.unused') }]}
        />
        <FilterSelect
          list={list}
          name="secretOlderThan"
          label={t('list.secretAge')}
          any={t('list.anySecretAge')}
          choices={[{ value: String(YEAR), label: t('list.oldSecret') }]}
        />
        <FilterPill list={list} name="createdOn" label={t('apps.created')} />
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
        filtered={Object.values(filters).some(Boolean)}
        selection={selection}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconApps} title={t('adminApps.none')} />}
      />
      <NewAppDialog opened={asked} onClose={close} />
      <BulkBar selection={selection} acts={acts} stale="backend.app" />
    </Page>
  );
}
