import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { backendOperationList } from '../../api/client.gen';
import type { Operation, Role } from '../../api/types';
import { covers } from '../../session/scopes';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { Few } from '../../ui/few';
import { FilterSelect } from '../../ui/filter-select';
import { MethodBadge } from '../../ui/method-badge';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { useAllRoles } from '../users/queries';
import { useOperations } from './queries';

/** Scopes of OpenID Connect: whoever signs in may grant them. */
const NEEDS_NO_ROLE = ['openid', 'profile', 'email', 'offline_access'];

const ACCESS = ['private', 'public'] as const;
const ORDERS = ['name', '-name', 'path', '-path', 'scope', '-scope'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Operation & { id: string }>[] = [
  { header: 'name', text: ({ name }) => name },
  { header: 'method', text: ({ method }) => method },
  { header: 'path', text: ({ path }) => path },
  { header: 'public', text: (operation) => operation.public },
  { header: 'scope', text: ({ scope }) => scope },
];

/** The catalogue: every operation, whether it is open, and who may call it. */
export function OperationsPage() {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const access = oneOf(ACCESS, list.filter('access'));
  const unheld = oneOf(['true'] as const, list.filter('unheld'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, access, unheld, sort };
  const operations = useOperations({ ...list.query, ...filters });
  const roles = useAllRoles();
  const columns: Column<Operation>[] = [
    {
      header: t('operations.name'),
      sort: 'name',
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
      sort: 'scope',
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
    <Page
      title={t('operations.title')}
      description={t('operations.hint')}
      actions={
        <ListActions
          name="operations"
          list={async (page) => withIds(await backendOperationList({ ...page, ...filters }))}
          columns={FILE}
        />
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('operations.search')} />
        <FilterSelect
          list={list}
          name="access"
          label={t('operations.access')}
          any={t('adminApis.anyAccess')}
          choices={ACCESS.map((value) => ({ value, label: t(`operations.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="unheld"
          label={t('operations.who')}
          any={t('list.calledOrNot')}
          choices={[{ value: 'true', label: t('list.uncalled') }]}
        />
      </Group>
      <DataTable
        label={t('operations.title')}
        rows={operations}
        list={list}
        filtered={!!(access || unheld)}
        columns={columns}
        rowKey={({ name }) => name}
        empty={<EmptyState icon={IconRoute} title={t('operations.none')} />}
      />
    </Page>
  );
}

function withIds<P extends { entry: Operation[] }>(page: P) {
  return { ...page, entry: page.entry.map((operation) => ({ ...operation, id: operation.name })) };
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
