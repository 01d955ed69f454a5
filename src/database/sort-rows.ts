import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { startAndEnd } from '../common/day-field.js';
import type { Sort } from '../common/sort-field.js';

/** How a column is sorted. */
export interface Sorted {
  /** What an index holds, in the order of that index. */
  by: string[];
  /** The first of it in words that no index has: then an index serves the filters instead. */
  unindexed: string;
}

/**
 * Leaves what was created on a day (UTC), newest first, by the index of that time.
 */
export function createdOn<T extends ObjectLiteral>(
  list: SelectQueryBuilder<T>,
  day: string,
): SelectQueryBuilder<T> {
  const at = `${list.alias}.createdAt`;
  return list
    .andWhere(`${at} >= :from AND ${at} < :to`, startAndEnd(day))
    .orderBy(at, 'DESC')
    .addOrderBy(`${list.alias}.id`, 'DESC');
}

/**
 * Sorts a list by one of its columns.
 * @param isFiltered whether an index is needed to find the rows; few enough of them are sorted
 */
export function sortRows<T extends ObjectLiteral, C extends string>(
  list: SelectQueryBuilder<T>,
  sort: Sort<C>,
  columns: Record<C, Sorted>,
  isFiltered: boolean,
): void {
  const { by, unindexed } = columns[sort.replace(/^-/, '') as C];
  const [first = '', ...others] = by;
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  list.orderBy(isFiltered ? unindexed : first, direction);
  for (const other of others) list.addOrderBy(other, direction);
}
