import { Anchor, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildings, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { backendAccountList } from '../../api/client.gen';
import type { PartnerAccount } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
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
import { OwnerFilter } from '../apps/owner-filter';
import { NewAccountDialog } from './new-account-dialog';
import { useAccounts } from './queries';

const ORDERS = ['name', '-name', 'created', '-created'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<PartnerAccount>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'owner', text: ({ owner }) => owner },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
];

/** The accounts of all partners. */
export function AccountsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const ownerId = list.filter('ownerId');
  const withoutMembers = oneOf(['true'] as const, list.filter('withoutMembers'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, ownerId, withoutMembers, sort };
  const accounts = useAccounts({ ...list.query, ...filters });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('accounts.new')}
    </Button>
  );
  const columns: Column<PartnerAccount>[] = [
    {
      header: t('accounts.name'),
      sort: 'name',
      cell: ({ id, name }) => (
        <Anchor component={Link} to={generatePath(paths.adminAccount, { id })} fw={550}>
          <UserText text={name} max={60} />
        </Anchor>
      ),
    },
    {
      header: t('adminApps.owner'),
      cell: (account) => (
        <Anchor component={Link} to={generatePath(paths.user, { id: account.ownerId })} size="sm">
          <UserText text={account.owner} max={40} />
        </Anchor>
      ),
      width: '24%',
    },
    {
      header: t('accounts.id'),
      cell: ({ id }) => <Copyable short value={id} label={t('accounts.id')} />,
    },
    {
      header: t('apps.created'),
      sort: 'created',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      width: 140,
    },
  ];
  return (
    <Page
      title={t('adminAccounts.title')}
      description={t('adminAccounts.hint')}
      actions={
        <>
          <ListActions
            name="accounts"
            list={(page) => backendAccountList({ ...page, ...filters })}
            columns={FILE}
          />
          {add}
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('accounts.search')} />
        <OwnerFilter list={list} />
        <FilterSelect
          list={list}
          name="withoutMembers"
          label={t('list.members')}
          any={t('list.membersOrNot')}
          choices={[{ value: 'true', label: t('list.withoutMembers') }]}
        />
      </Group>
      <DataTable
        label={t('adminAccounts.title')}
        rows={accounts}
        list={list}
        filtered={!!(ownerId || withoutMembers)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconBuildings} title={t('accounts.none')}>
            {t('adminAccounts.noneHint')}
          </EmptyState>
        }
      />
      <NewAccountDialog opened={asked} onClose={close} />
    </Page>
  );
}
