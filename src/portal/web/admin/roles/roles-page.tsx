import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconPlus, IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { backendRoleList } from '../../api/client.gen';
import type { Role } from '../../api/types';
import { paths } from '../../paths';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { Time } from '../../ui/time';
import { UserText } from '../../ui/user-text';
import { useDefaultRole, useRoles } from './queries';

const ORDERS = ['name', '-name', 'created', '-created'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Role>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'description', text: ({ description }) => description },
  { header: 'everything', text: ({ everything }) => everything },
  { header: 'scopes', text: ({ scopes }) => scopes.join(' ') },
  { header: 'users', text: ({ users }) => users },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
];

/** What groups of people may do. */
export function RolesPage() {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const unused = oneOf(['true'] as const, list.filter('unused'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, unused, sort };
  const roles = useRoles({ ...list.query, ...filters });
  const byDefault = useDefaultRole();
  const columns: Column<Role>[] = [
    {
      header: t('roles.name'),
      sort: 'name',
      cell: (role) => (
        <>
          <Group gap="xs">
            <Anchor component={Link} to={generatePath(paths.role, { id: role.id })} fw={550}>
              <UserText text={role.name} max={64} />
            </Anchor>
            {role.name === byDefault.data && <Badge>{t('roles.isDefault')}</Badge>}
            {role.system && <Badge color="gray">{t('roles.system')}</Badge>}
          </Group>
          <Text size="xs" c="dimmed">
            <UserText text={role.description} />
          </Text>
        </>
      ),
    },
    {
      header: t('roles.scopes'),
      cell: ({ everything, scopes }) =>
        everything ? (
          <Badge color="orange">{t('roles.everything')}</Badge>
        ) : (
          <ScopeBadges scopes={scopes} />
        ),
    },
    {
      header: t('roles.people'),
      cell: ({ id, users }) =>
        users ? (
          <Anchor component={Link} to={`${paths.users}?roleId=${id}`}>
            {t('roles.peopleCount', { count: users })}
          </Anchor>
        ) : (
          t('roles.nobody')
        ),
      width: 140,
    },
    {
      header: t('apps.created'),
      sort: 'created',
      cell: ({ createdAt }) => <Time at={createdAt} />,
      width: 130,
    },
  ];
  return (
    <Page
      title={t('roles.title')}
      description={t('roles.hint')}
      actions={
        <>
          <ListActions
            name="roles"
            list={(page) => backendRoleList({ ...page, ...filters })}
            columns={FILE}
          />
          <Button
            component={Link}
            to={paths.newRole}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t('roles.new')}
          </Button>
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('roles.search')} />
        <FilterSelect
          list={list}
          name="unused"
          label={t('roles.people')}
          any={t('list.everyRole')}
          choices={[{ value: 'true', label: t('list.roleOfNobody') }]}
        />
      </Group>
      <DataTable
        label={t('roles.title')}
        rows={roles}
        list={list}
        filtered={!!unused}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconShieldLock} title={t('roles.none')} />}
      />
    </Page>
  );
}
