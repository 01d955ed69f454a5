import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FilterSelect } from './filter-select';
import type { Column } from './data-table';
import type { ListQuery } from './use-list-query';

/** How a column is sorted now, in the words of `aria-sort`. */
export function sortOf(list: ListQuery | undefined, column?: string) {
  if (!list || !column) return undefined;
  const sort = list.filter('sort') ?? list.usualSort;
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : 'none';
}

/** The head of a column: a click sorts by it, and another one the other way round. */
export function SortHeader({
  list,
  column,
  header,
}: {
  list: ListQuery;
  column: string;
  header: string;
}) {
  const now = sortOf(list, column);
  const Icon = now === 'ascending' ? IconArrowUp : now === 'descending' ? IconArrowDown : IconArrowsSort; // prettier-ignore
  const next = now === 'ascending' ? `-${column}` : column;
  return (
    <UnstyledButton
      className="sort-header"
      onClick={() => list.setFilter('sort', next === list.usualSort ? undefined : next)}
    >
      {header}
      <Icon size={14} aria-hidden opacity={now === 'none' ? 0.5 : 1} />
    </UnstyledButton>
  );
}

/** The same on a phone, where a table has no head. */
export function SortSelect<T>({ list, columns }: { list: ListQuery; columns: Column<T>[] }) {
  const { t } = useTranslation();
  const choices = columns.flatMap(({ header: name = '', sort }) =>
    sort
      ? [
          { value: sort, label: t('list.ascending', { name }) },
          { value: `-${sort}`, label: t('list.descending', { name }) },
        ]
      : [],
  );
  const usual = choices.find(({ value }) => value === list.usualSort);
  return (
    <div className="sort-select">
      <FilterSelect
        list={list}
        name="sort"
        label={t('list.sort')}
        any={usual?.label ?? t('list.newestFirst')}
        choices={choices.filter(({ value }) => value !== list.usualSort)}
      />
    </div>
  );
}
