import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconPlus, IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Role } from '../../api/types';
import { paths } from '../../paths';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useDefaultRole, useRoles } from './queries';

/** What groups of people may do. */
export function RolesPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const roles = useRoles(list.query);
  const byDefault = useDefaultRole();
  const columns: Column<Role>[] = [
    {
      header: t('roles.name'),
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
  ];
  return (
    <Page
      title={t('roles.title')}
      description={t('roles.hint')}
      actions={
        <Button
          component={Link}
          to={paths.newRole}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {t('roles.new')}
        </Button>
      }
    >
      <SearchField list={list} label={t('roles.search')} />
      <DataTable
        label={t('roles.title')}
        rows={roles}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconShieldLock} title={t('roles.none')} />}
      />
    </Page>
  );
}
