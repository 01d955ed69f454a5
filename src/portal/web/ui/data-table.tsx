import {
  Box,
  Checkbox,
  Group,
  Pagination,
  Skeleton,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';
import type { Selection } from './selection';
import { SortHeader, sortOf, SortSelect } from './sort-header';
import { PAGE_SIZE, type ListQuery } from './use-list-query';

/** A column; without a header it holds the row's actions. */
export interface Column<T> {
  header?: string;
  cell: (row: T) => ReactNode;
  width?: string | number;
  /** What the server calls it, where the list can be sorted by it. */
  sort?: string;
}

export interface Rows<T> {
  entry: T[];
  totalResults: number;
  /** There may be more: the server does not count a very long list to its end. */
  totalIsMinimum?: boolean;
  /** The server looked through the newest entries alone. */
  searchIsPartial?: boolean;
}

/** What a query of a list gives; `{ data }` alone will do for a list that is here already. */
interface Loading<T> {
  data?: Rows<T>;
  isError?: boolean;
  isFetching?: boolean;
  error?: unknown;
  refetch?: () => unknown;
}

interface DataTableProps<T> {
  label: string;
  rows: Loading<T>;
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** Shown when there is nothing at all, and no filter. */
  empty: ReactNode;
  /** Unset for a list that is always whole. */
  list?: ListQuery;
  filtered?: boolean;
  /** Rows may be chosen. */
  selection?: Selection<T>;
}

/** A list in its four states: loading (its place is kept), failing, empty, and many (with pages). */
export function DataTable<T>(props: DataTableProps<T>) {
  const { t } = useTranslation();
  const { rows, list, columns, selection } = props;
  if (rows.isError && !rows.data)
    return <ProblemAlert error={rows.error} retry={() => void rows.refetch?.()} />;
  if (rows.data && !rows.data.totalResults)
    return (
      <Box className="surface">
        {props.filtered || list?.search ? (
          <Text ta="center" c="dimmed" py={48}>
            {t(rows.data.searchIsPartial ? 'common.noMatchAmongNewest' : 'common.noMatch')}
          </Text>
        ) : (
          props.empty
        )}
      </Box>
    );
  return (
    <Box className="surface" style={{ overflow: 'hidden' }} aria-busy={rows.isFetching}>
      {list && columns.some(({ sort }) => sort) && <SortSelect list={list} columns={columns} />}
      <Table className="table" horizontalSpacing="md" aria-label={props.label}>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={44} scope="col">
                <ChooseAll rows={rows.data?.entry ?? []} selection={selection} />
              </Table.Th>
            )}
            {columns.map((column, index) => (
              <Table.Th
                key={column.header ?? index}
                w={column.width}
                scope="col"
                aria-sort={sortOf(list, column.sort)}
              >
                <Head column={column} list={list} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.data
            ? rows.data.entry.map((row) => (
                <Table.Tr key={props.rowKey(row)}>
                  {selection && (
                    <Table.Td className="choose">
                      <Checkbox
                        aria-label={t('list.choose', { name: selection.nameOf(row) })}
                        checked={selection.has(row)}
                        onChange={(event) => selection.set([row], event.currentTarget.checked)}
                      />
                    </Table.Td>
                  )}
                  {columns.map((column, index) => (
                    <Table.Td key={column.header ?? index} data-label={column.header}>
                      <div style={{ minWidth: 0 }}>{column.cell(row)}</div>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            : placeholder(columns.length + (selection ? 1 : 0))}
        </Table.Tbody>
      </Table>
      {list && rows.data && <Pages list={list} rows={rows.data} />}
    </Box>
  );
}

function Head<T>({ column, list }: { column: Column<T>; list?: ListQuery }) {
  const { t } = useTranslation();
  const { header, sort } = column;
  if (!header) return <VisuallyHidden>{t('common.actions')}</VisuallyHidden>;
  return list && sort ? <SortHeader list={list} column={sort} header={header} /> : header;
}

/** Chooses all rows of the page. */
function ChooseAll<T>({ rows, selection }: { rows: T[]; selection: Selection<T> }) {
  const { t } = useTranslation();
  const count = rows.filter(selection.has).length;
  return (
    <Checkbox
      aria-label={t('list.choosePage')}
      checked={count > 0 && count === rows.length}
      indeterminate={count > 0 && count < rows.length}
      onChange={(event) => selection.set(rows, event.currentTarget.checked)}
    />
  );
}

function placeholder(columns: number): ReactNode {
  return Array.from({ length: 5 }, (_, row) => (
    <Table.Tr key={row}>
      {Array.from({ length: columns }, (__, column) => (
        <Table.Td key={column}>
          <Skeleton h={18} my={2} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}

function Pages<T>({ list, rows }: { list: ListQuery; rows: Rows<T> }) {
  const { t } = useTranslation();
  const { totalResults: total, totalIsMinimum, searchIsPartial } = rows;
  const pages = Math.ceil(total / PAGE_SIZE);
  return (
    <Group
      justify="space-between"
      px="md"
      py="sm"
      style={{ borderTop: '1px solid var(--portal-line)' }}
    >
      <Text size="sm" c="dimmed" aria-live="polite">
        {t(totalIsMinimum ? 'common.entriesAtLeast' : 'common.entries', { count: total })}
        {searchIsPartial && ` ${t('common.olderNotSearched')}`}
      </Text>
      {pages > 1 && (
        <Pagination
          size="sm"
          total={pages}
          value={list.page}
          onChange={list.setPage}
          getControlProps={(control) => ({
            'aria-label': t(control === 'next' ? 'common.nextPage' : 'common.previousPage'),
          })}
          getItemProps={(page) => ({ 'aria-label': t('common.page', { page }) })}
        />
      )}
    </Group>
  );
}
