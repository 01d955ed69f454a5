import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { User } from '../../api/types';
import { paths } from '../../paths';
import { BulkBar, type BulkAct } from '../../ui/bulk-bar';
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
import { NewUserDialog } from './new-user-dialog';
import { backendUserList } from '../../api/client.gen';
import { setUserStatus, useAllRoles, useUsers } from './queries';

const STATUSES = ['active', 'pending', 'disabled'] as const;
const YES_OR_NO = ['true', 'false'] as const;
const ORDERS = ['name', '-name', 'lastLogin', '-lastLogin', 'created', '-created'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<User>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'username', text: ({ username }) => username },
  { header: 'email', text: ({ email }) => email },
  { header: 'role', text: ({ role }) => role },
  { header: 'status', text: ({ status }) => status },
  { header: 'mfa', text: ({ mfa }) => mfa },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
  { header: 'lastLoginAt', text: ({ lastLoginAt }) => lastLoginAt },
];

/** The people there are. */
export function UsersPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const roleId = list.filter('roleId');
  const status = oneOf(STATUSES, list.filter('status'));
  const mfa = oneOf(YES_OR_NO, list.filter('mfa'));
  const signedIn = oneOf(YES_OR_NO, list.filter('signedIn'));
  const createdOn = list.filter('createdOn');
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, roleId, status, mfa, signedIn, createdOn };
  const users = useUsers({ ...list.query, ...filters, sort });
  const selection = useSelection<User>(filters, ({ username }) => username);
  const roles = useAllRoles();
  const [asked, { open, close }] = useDisclosure();
  const columns: Column<User>[] = [
    { header: t('users.user'), sort: 'name', cell: (user) => <Who user={user} /> },
    {
      header: t('users.role'),
      cell: ({ role, roleId: id }) => (
        <Anchor component={Link} to={generatePath(paths.role, { id })}>
          <UserText text={role} max={64} />
        </Anchor>
      ),
    },
    {
      header: t('users.status'),
      cell: ({ status: now, mfa }) => (
        <Group gap={4}>
          <StatusBadge status={now} />
          {mfa && <Badge color="gray">{t('mfa.title')}</Badge>}
        </Group>
      ),
    },
    {
      header: t('users.lastLogin'),
      sort: 'lastLogin',
      cell: ({ lastLoginAt }) => <Time at={lastLoginAt} empty={t('apps.neverUsed')} />,
      width: 150,
    },
    {
      header: t('users.joined'),
      sort: 'created',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      width: 130,
    },
  ];
  const acts: BulkAct<User>[] = [
    {
      label: t('list.enable'),
      consequence: t('users.enableHint'),
      applies: ({ status: now }) => now !== 'active',
      run: (user) => setUserStatus(user, 'active'),
    },
    {
      label: t('list.disable'),
      consequence: t('users.disableConsequence'),
      isDangerous: true,
      applies: ({ status: now }) => now !== 'disabled',
      run: (user) => setUserStatus(user, 'disabled'),
    },
  ];
  return (
    <Page
      title={t('users.title')}
      description={t('users.hint')}
      actions={
        <>
          <ListActions
            name="users"
            list={(page) => backendUserList({ ...page, ...filters, sort })}
            columns={FILE}
          />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('users.new')}
          </Button>
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('users.search')} />
        <FilterSelect
          list={list}
          name="roleId"
          label={t('users.role')}
          any={t('users.anyRole')}
          choices={(roles.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterSelect
          list={list}
          name="status"
          label={t('users.status')}
          any={t('users.anyStatus')}
          choices={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="mfa"
          label={t('mfa.title')}
          any={t('list.factor.any')}
          choices={YES_OR_NO.map((value) => ({ value, label: t(`list.factor.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="signedIn"
          label={t('users.lastLogin')}
          any={t('list.signedIn.any')}
          choices={YES_OR_NO.map((value) => ({ value, label: t(`list.signedIn.${value}`) }))}
        />
        <FilterPill list={list} name="createdOn" label={t('users.joined')} />
      </Group>
      <DataTable
        label={t('users.title')}
        rows={users}
        list={list}
        filtered={!!(roleId || status || mfa || signedIn || createdOn)}
        selection={selection}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconUsers} title={t('users.none')} />}
      />
      <BulkBar selection={selection} acts={acts} stale="backend.user" />
      <NewUserDialog opened={asked} onClose={close} />
    </Page>
  );
}

function Who({ user }: { user: User }) {
  return (
    <>
      <Anchor component={Link} to={generatePath(paths.user, { id: user.id })} fw={550}>
        <UserText text={user.username} max={48} />
      </Anchor>
      <Text size="xs" c="dimmed">
        <UserText text={user.email} max={60} />
      </Text>
    </>
  );
}
