import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Operation, Role } from '../../api/types';
import { covers } from '../../session/scopes';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { Few } from '../../ui/few';
import { MethodBadge } from '../../ui/method-badge';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { useListQuery } from '../../ui/use-list-query';
import { useAllRoles } from '../users/queries';
import { useOperations } from './queries';

/** Scopes of OpenID Connect: whoever signs in may grant them. */
const NEEDS_NO_ROLE = ['openid', 'profile', 'email', 'offline_access'];

/** The catalogue: every operation, whether it is open, and who may call it. */
export function OperationsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const operations = useOperations(list.query);
  const roles = useAllRoles();
  const columns: Column<Operation>[] = [
    {
      header: t('operations.name'),
      width: '38%',
      cell: (operation) => (
        <>
          <Text size="sm" ff="monospace" fw={550}>
            <Dotted text={operation.name} />
          </Text>
          <Group gap={6} mt={2} wrap="nowrap" align="flex-start">
            <MethodBadge method={operation.method} />
            <Text size="xs" ff="monospace" c="dimmed">
              <Dotted text={operation.path} />
            </Text>
          </Group>
          <Marks operation={operation} />
        </>
      ),
    },
    {
      header: t('operations.access'),
      cell: (operation) =>
        operation.public ? (
          <Badge color="green" miw="max-content">
            {t('operations.public')}
          </Badge>
        ) : (
          <Badge color="gray" miw="max-content">
            {t('operations.private')}
          </Badge>
        ),
      width: 110,
    },
    {
      header: t('operations.scope'),
      width: '22%',
      cell: ({ scope }) =>
        scope ? (
          <Text size="sm" ff="monospace">
            <Dotted text={scope} />
          </Text>
        ) : (
          '—'
        ),
    },
    {
      header: t('operations.who'),
      cell: (operation) => <Who operation={operation} roles={roles.data ?? []} />,
    },
  ];
  return (
    <Page title={t('operations.title')} description={t('operations.hint')}>
      <SearchField list={list} label={t('operations.search')} />
      <DataTable
        label={t('operations.title')}
        rows={operations}
        list={list}
        columns={columns}
        rowKey={({ name }) => name}
        empty={<EmptyState icon={IconRoute} title={t('operations.none')} />}
      />
    </Page>
  );
}

const MARKS = ['perAccount', 'ownLogin', 'confirmed'] as const;

/** What a call of it needs besides the scope, and what tokens for one account may do with it. */
function Marks({ operation }: { operation: Operation }) {
  const { t } = useTranslation();
  const marks = MARKS.filter((mark) => operation[mark]);
  if (marks.length === 0) return null;
  return (
    <Group gap={4} mt={4}>
      {marks.map((mark) => (
        <Tooltip
          key={mark}
          label={t(`operations.mark.${mark}Hint`)}
          events={{ hover: true, focus: true, touch: true }}
          multiline
          maw={280}
        >
          <Badge color="grape" size="sm" tt="none" tabIndex={0}>
            {t(`operations.mark.${mark}`)}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  );
}

/** The roles that hold all of its scopes. */
function Who({ operation, roles }: { operation: Operation; roles: Role[] }) {
  const { t } = useTranslation();
  if (operation.public) return t('operations.everyone');
  const needed = operation.scope?.split(' ') ?? [];
  if (needed.every((scope) => NEEDS_NO_ROLE.includes(scope))) return t('operations.anyone');
  const may = roles.filter(
    ({ everything, scopes }) => everything || needed.every((scope) => covers(scopes, scope)),
  );
  return (
    <Few label={t('operations.who')}>
      {may.map(({ id, name }) => (
        <Badge key={id} color="blue" tt="none">
          {name}
        </Badge>
      ))}
    </Few>
  );
}
