import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { PageQuery, Total } from '../common/page.js';

/** A list is counted up to here: counting everything would cost more than any page of it. */
export const MOST_COUNTED = 10_000;

/** From here on ids are skipped in an index, without the rows behind them. */
const FAR = 1_000;

/**
 * Cuts one page out of an ordered list, and counts the list as far as it is worth it.
 * @param positions the list, and perhaps little more, by what an index holds; in the order of its key
 */
export async function cutPage<T extends ObjectLiteral>(
  list: SelectQueryBuilder<T>,
  { startIndex, count }: PageQuery,
  positions = list,
): Promise<[T[], Total]> {
  const entry = await rowsOf(list, startIndex, count, positions);
  const seen = startIndex + entry.length;
  const endsHere = entry.length < count && (entry.length > 0 || startIndex === 0);
  if (endsHere) return [entry, { counted: seen }];
  const counted = await countUpTo(MOST_COUNTED + 1, list);
  if (counted <= MOST_COUNTED) return [entry, { counted }];
  // Beyond the bound only what has been seen is certain.
  return [entry, { counted: Math.max(MOST_COUNTED, seen), isMinimum: true }];
}

async function rowsOf<T extends ObjectLiteral>(
  list: SelectQueryBuilder<T>,
  startIndex: number,
  count: number,
  positions: SelectQueryBuilder<T>,
): Promise<T[]> {
  const metadata = list.expressionMap.mainAlias?.metadata;
  const [key, ...otherKeys] = metadata?.primaryColumns ?? [];
  if (startIndex < FAR || !key || otherKeys.length > 0)
    return list.clone().skip(startIndex).take(count).getMany();
  const column = `${list.alias}.${key.propertyName}`;
  const found = await positions
    .clone()
    .select(column, 'key')
    .offset(startIndex)
    .limit(positions === list ? count : 1)
    .getRawMany<{ key: unknown }>();
  const keys = found.map((row) => row.key);
  if (positions !== list && keys.length > 0) {
    const isAscending = list.expressionMap.orderBys[column] === 'ASC';
    const fromThere = `${column} ${isAscending ? '>=' : '<='} :first`;
    return list.clone().andWhere(fromThere, { first: keys[0] }).take(count).getMany();
  }
  return keys.length === 0
    ? []
    : list.clone().andWhere(`${column} IN (:...keys)`, { keys }).getMany();
}

/**
 * A condition that no index serves, where one on another column is better: without statistics, SQLite
 * takes all of them to be equally good.
 */
export function unindexed(column: string): string {
  return `COALESCE(${column}, '')`;
}

/** How many rows there are, or the bound when there are more. */
export async function countUpTo<T extends ObjectLiteral>(
  most: number,
  list: SelectQueryBuilder<T>,
): Promise<number> {
  const some = list.clone().select('1', 'one').orderBy().limit(most);
  const row = await list.connection
    .createQueryBuilder()
    .select('COUNT(*)', 'many')
    .from(`(${some.getQuery()})`, 'some')
    .setParameters(some.getParameters())
    .getRawOne<{ many: string | number }>();
  return Number(row?.many ?? 0);
}
