import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTags } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate } from 'react-router';
import { backendScopeList } from '../../api/client.gen';
import type { Scope } from '../../api/types';
import { scopeText } from '../../i18n/served';
import { paths } from '../../paths';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { useCreateScope, useScopeList } from './queries';
import { ScopeForm } from './scope-form';
import { ScopeRoles } from './scope-roles';

const KINDS = ['own', 'system'] as const;
const ORDERS = ['name', '-name', 'created', '-created'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Scope>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'description', text: ({ description }) => description },
  { header: 'system', text: ({ system }) => system },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
];

/** The scopes that roles and apps may hold: of this server's operations, and of other servers. */
export function ScopesPage() {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const kind = oneOf(KINDS, list.filter('kind'));
  const unheld = oneOf(['true'] as const, list.filter('unheld'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, kind, unheld, sort };
  const scopes = useScopeList({ ...list.query, ...filters });
  const [asked, { open, close }] = useDisclosure();
  const columns: Column<Scope>[] = [
    { header: t('adminScopes.scope'), sort: 'name', cell: (scope) => <What scope={scope} /> },
    {
      header: t('adminScopes.roles'),
      cell: ({ name }) => <ScopeRoles name={name} />,
      width: '36%',
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
      title={t('adminScopes.title')}
      description={t('adminScopes.hint')}
      actions={
        <>
          <ListActions
            name="scopes"
            list={(page) => backendScopeList({ ...page, ...filters })}
            columns={FILE}
          />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('adminScopes.new')}
          </Button>
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('adminScopes.search')} />
        <FilterSelect
          list={list}
          name="kind"
          label={t('adminScopes.kind')}
          any={t('adminScopes.anyKind')}
          choices={KINDS.map((value) => ({ value, label: t(`adminScopes.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="unheld"
          label={t('adminScopes.roles')}
          any={t('list.heldOrNot')}
          choices={[{ value: 'true', label: t('list.unheld') }]}
        />
      </Group>
      <DataTable
        label={t('adminScopes.title')}
        rows={scopes}
        list={list}
        filtered={!!(kind || unheld)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconTags} title={t('adminScopes.none')} />}
      />
      <Dialog opened={asked} onClose={close} title={t('adminScopes.newTitle')}>
        <NewScope close={close} />
      </Dialog>
    </Page>
  );
}

function What({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs">
        <Anchor
          component={Link}
          to={generatePath(paths.scope, { id: scope.id })}
          fw={550}
          ff="monospace"
          style={{ overflowWrap: 'anywhere' }}
        >
          {scope.name}
        </Anchor>
        {scope.system && <Badge color="gray">{t('roles.system')}</Badge>}
      </Group>
      <Text size="xs" c="dimmed">
        <UserText text={scopeText(scope)} />
      </Text>
    </>
  );
}

function NewScope({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateScope();
  return (
    <ScopeForm
      label={t('adminScopes.create')}
      save={create}
      done={({ id }) => void navigate(generatePath(paths.scope, { id }))}
      cancel={close}
    />
  );
}
