import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { PageQuery, Total } from '../common/page.js';
import { cutPage } from './cut-page.js';

/** A search that no index serves looks at the newest rows, so many at most. */
export const MOST_SEARCHED = 100_000;
/** Older rows that an index finds, so many at most. */
const MOST_OLDER = 1_000;

interface Condition {
  sql: string;
  parameters: ObjectLiteral;
}

/** A search in one kind of rows. */
export interface Search<T extends ObjectLiteral> {
  /** What is looked through, in the order of an index, newest first, and filtered by that index alone. */
  among: SelectQueryBuilder<T>;
  /**
   * The same with all filters, of which no index serves those that `among` lacks; it may be sorted in
   * another way.
   */
  list: SelectQueryBuilder<T>;
  /** What no index serves; nothing where `list` holds all of it. */
  contains?: Condition;
  /** How many rows are looked through at most; 100,000 unless it is given. */
  most?: number;
  /** What an index serves: older rows are found by this alone. */
  starts?: Condition;
}

/**
 * Cuts one page out of what a search finds. A table with very many rows is not looked through: of
 * older ones it finds what an index finds, and says that there may be more (`isPartial`).
 */
export async function cutSearchedPage<T extends ObjectLiteral>(
  { among, list, contains, starts, most = MOST_SEARCHED }: Search<T>,
  query: PageQuery,
): Promise<[T[], Total]> {
  const edge = await edgeOf(among, most);
  const found = list.clone();
  if (contains) found.andWhere(contains.sql, contains.parameters);
  if (!edge) return cutPage(found, query);
  const { column, value } = edge;
  const [entry, total] = await cutPage(found.andWhere(`${column} > :value`, { value }), query);
  if (!starts || total.isMinimum) return [entry, { ...total, isPartial: true }];
  const older = list.clone().andWhere(`${column} <= :value`, { value });
  const ids = await idsOf(among, starts);
  const rows =
    ids.length === 0
      ? []
      : await older.andWhere(`${list.alias}.id IN (:...ids)`, { ids }).getMany();
  const from = Math.max(0, query.startIndex - total.counted);
  const more = rows.slice(from, from + query.count - entry.length);
  const counted = total.counted + rows.length;
  return [[...entry, ...more], { counted, isMinimum: ids.length === MOST_OLDER, isPartial: true }];
}

/** Where the newest rows end that a search looks at; nothing when it looks at all of them. */
export async function edgeOf<T extends ObjectLiteral>(
  among: SelectQueryBuilder<T>,
  most = MOST_SEARCHED,
): Promise<{ column: string; value: unknown } | undefined> {
  const [column = ''] = Object.keys(among.expressionMap.orderBys);
  const edge = await among
    .clone()
    .select(column, 'value')
    .offset(most)
    .limit(1)
    .getRawOne<{ value: unknown }>();
  return edge && { column, value: edge.value };
}

async function idsOf<T extends ObjectLiteral>(
  rows: SelectQueryBuilder<T>,
  { sql, parameters }: Condition,
): Promise<unknown[]> {
  const found = await rows
    .clone()
    .select(`${rows.alias}.id`, 'id')
    .andWhere(sql, parameters)
    .orderBy()
    .limit(MOST_OLDER)
    .getRawMany<{ id: unknown }>();
  return found.map(({ id }) => id);
}

/**
 * A condition for what begins with a text, which an index serves: SQLite needs a range, and
 * PostgreSQL a pattern.
 * @param text in lower case, as the column holds it
 */
export function startsWith(column: string, text: string, isPostgres: boolean): Condition {
  if (isPostgres) {
    const start = `${text.replace(/[!%_]/g, '!$&')}%`;
    return { sql: `${column} LIKE :start ESCAPE '!'`, parameters: { start } };
  }
  const parameters = { start: text, end: `${text}\u{10ffff}` };
  return { sql: `(${column} >= :start AND ${column} < :end)`, parameters };
}
