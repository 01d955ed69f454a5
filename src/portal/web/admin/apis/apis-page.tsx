import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconApi, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { backendApiList } from '../../api/client.gen';
import type { Api } from '../../api/types';
import { paths } from '../../paths';
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
import { useApis } from './queries';

const STATES = ['open', 'empty', 'observed'] as const;
const ORDERS = ['name', '-name', 'imported', '-imported'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Api>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'title', text: ({ title }) => title },
  { header: 'publicUrl', text: ({ publicUrl }) => publicUrl },
  { header: 'operations', text: ({ operations }) => operations },
  { header: 'publicOperations', text: ({ publicOperations }) => publicOperations },
  { header: 'importedAt', text: ({ importedAt }) => importedAt },
];

/** The provider's own APIs. */
export function ApisPage() {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const state = oneOf(STATES, list.filter('state'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, sort, ...(state && { [state]: 'true' as const }) };
  const apis = useApis({ ...list.query, ...filters });
  const add = (
    <Button component={Link} to={paths.newApi} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('adminApis.new')}
    </Button>
  );
  const columns: Column<Api>[] = [
    { header: t('adminApis.name'), sort: 'name', cell: (api) => <Name api={api} /> },
    {
      header: t('adminApis.publicUrl'),
      cell: ({ publicUrl }) => (
        <Text size="sm">
          <UserText text={publicUrl} max={80} />
        </Text>
      ),
    },
    { header: t('adminApis.operations'), cell: (api) => <Counts api={api} />, width: 170 },
    {
      header: t('adminApis.imported'),
      sort: 'imported',
      cell: ({ importedAt }) => <Time at={importedAt} empty={t('adminApis.importNever')} />,
      width: 150,
    },
  ];
  return (
    <Page
      title={t('adminApis.title')}
      description={t('adminApis.hint')}
      actions={
        <>
          <ListActions
            name="apis"
            list={(page) => backendApiList({ ...page, ...filters })}
            columns={FILE}
          />
          {add}
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('adminApis.search')} />
        <FilterSelect
          list={list}
          name="state"
          label={t('list.apiState.label')}
          any={t('list.apiState.any')}
          choices={STATES.map((value) => ({ value, label: t(`list.apiState.${value}`) }))}
        />
      </Group>
      <DataTable
        label={t('adminApis.title')}
        rows={apis}
        list={list}
        filtered={!!state}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconApi} title={t('adminApis.none')} action={add}>
            {t('adminApis.noneHint')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function Name({ api }: { api: Api }) {
  const { t } = useTranslation();
  return (
    <>
      <Anchor component={Link} to={generatePath(paths.adminApi, { id: api.id })} fw={550}>
        {api.name}
      </Anchor>{' '}
      {isObserved(api) && <Badge color="orange">{t('adminApis.observing')}</Badge>}
      <Text size="xs" c="dimmed">
        <UserText text={api.title} max={80} />
      </Text>
    </>
  );
}

function Counts({ api }: { api: Api }) {
  const { t } = useTranslation();
  const page = generatePath(paths.adminApi, { id: api.id });
  return (
    <>
      <Anchor component={Link} to={`${page}?tab=operations`} size="sm">
        {api.operations}
      </Anchor>
      {api.publicOperations > 0 && (
        <>
          {', '}
          <Anchor component={Link} to={`${page}?tab=operations&access=public`} size="sm">
            {t('adminApis.openOperations', { count: api.publicOperations })}
          </Anchor>
        </>
      )}
    </>
  );
}

/** Whether refusals are recorded and let through now. */
export function isObserved({ observeUntil }: Api): boolean {
  return observeUntil !== null && new Date(observeUntil).getTime() > Date.now();
}
