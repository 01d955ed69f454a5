import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { User } from '../../api/types';
import { paths } from '../../paths';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { NewUserDialog } from './new-user-dialog';
import { useAllRoles, useUsers } from './queries';

const STATUSES = ['active', 'pending', 'disabled'] as const;

/** The people there are. */
export function UsersPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const roleId = list.filter('roleId');
  const status = oneOf(STATUSES, list.filter('status'));
  const users = useUsers({ ...list.query, roleId, status });
  const roles = useAllRoles();
  const [asked, { open, close }] = useDisclosure();
  const columns: Column<User>[] = [
    { header: t('users.user'), cell: (user) => <Who user={user} /> },
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
      cell: ({ lastLoginAt }) => <Time at={lastLoginAt} empty={t('apps.neverUsed')} />,
      width: 150,
    },
    { header: t('users.joined'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 130 },
  ];
  return (
    <Page
      title={t('users.title')}
      description={t('users.hint')}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
          {t('users.new')}
        </Button>
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
      </Group>
      <DataTable
        label={t('users.title')}
        rows={users}
        list={list}
        filtered={!!(roleId || status)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconUsers} title={t('users.none')} />}
      />
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
