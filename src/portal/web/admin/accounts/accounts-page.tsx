import { Anchor, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildings, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { PartnerAccount } from '../../api/types';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { NewAccountDialog } from './new-account-dialog';
import { useAccounts } from './queries';

/** The accounts of all partners. */
export function AccountsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const ownerId = list.filter('ownerId');
  const accounts = useAccounts({ ...list.query, ownerId });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('accounts.new')}
    </Button>
  );
  const columns: Column<PartnerAccount>[] = [
    {
      header: t('accounts.name'),
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
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 140 },
  ];
  return (
    <Page title={t('adminAccounts.title')} description={t('adminAccounts.hint')} actions={add}>
      <Group gap="sm">
        <SearchField list={list} label={t('accounts.search')} />
        <FilterPill
          list={list}
          name="ownerId"
          label={t('adminApps.owner')}
          text={accounts.data?.entry.find((account) => account.ownerId === ownerId)?.owner}
        />
      </Group>
      <DataTable
        label={t('adminAccounts.title')}
        rows={accounts}
        list={list}
        filtered={!!ownerId}
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
