import { Anchor, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoor, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { backendGateList } from '../../api/client.gen';
import type { Gate } from '../../api/types';
import { paths } from '../../paths';
import { Ago } from '../../ui/ago';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { NewGateDialog } from './new-gate-dialog';
import { useGates } from './queries';

const DIALECTS = ['nginx', 'forward', 'envoy', 'json'] as const;
const ORDERS = ['name', '-name', 'lastAsked', '-lastAsked'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Gate>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'dialect', text: ({ dialect }) => dialect },
  { header: 'apis', text: ({ apis }) => apis.join(' ') },
  { header: 'lastAskedAt', text: ({ lastAskedAt }) => lastAskedAt },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
];

/** The proxies that ask before they let a request through. */
export function GatesPage() {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const dialect = oneOf(DIALECTS, list.filter('dialect'));
  const api = list.filter('api');
  const silent = oneOf(['true'] as const, list.filter('silent'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, dialect, api, silent, sort };
  const gates = useGates({ ...list.query, ...filters });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('gates.new')}
    </Button>
  );
  const columns: Column<Gate>[] = [
    {
      header: t('gates.name'),
      sort: 'name',
      cell: ({ id, name }) => (
        <Anchor
          component={Link}
          to={generatePath(paths.gate, { id })}
          fw={550}
          className="user-text"
        >
          {name}
        </Anchor>
      ),
    },
    {
      header: t('gates.dialect'),
      cell: ({ dialect }) => t(`gates.dialectName.${dialect}`),
      width: 220,
    },
    { header: t('gates.apis'), cell: ({ apis }) => <ScopeBadges scopes={apis} max={3} /> },
    {
      header: t('gates.asked'),
      sort: 'lastAsked',
      cell: ({ lastAskedAt }) => <Ago at={lastAskedAt} empty={t('gates.never')} />,
      width: 160,
    },
  ];
  return (
    <Page
      title={t('gates.title')}
      description={t('gates.hint')}
      actions={
        <>
          <ListActions
            name="gates"
            list={(page) => backendGateList({ ...page, ...filters })}
            columns={FILE}
          />
          {add}
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('gates.search')} />
        <FilterSelect
          list={list}
          name="dialect"
          label={t('gates.dialect')}
          any={t('list.anyDialect')}
          choices={DIALECTS.map((value) => ({ value, label: t(`gates.dialectName.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="silent"
          label={t('gates.asked')}
          any={t('list.askedOrNot')}
          choices={[{ value: 'true', label: t('list.neverAsked') }]}
        />
        <FilterPill list={list} name="api" label={t('gates.apis')} />
      </Group>
      <DataTable
        label={t('gates.title')}
        rows={gates}
        list={list}
        filtered={!!(dialect || api || silent)}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconDoor} title={t('gates.none')} action={add}>
            {t('gates.noneHint')}
          </EmptyState>
        }
      />
      <NewGateDialog opened={asked} onClose={close} />
    </Page>
  );
}
