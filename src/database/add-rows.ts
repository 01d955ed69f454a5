import type { Transaction } from './transaction.js';

/** A table whose rows count something: what is there already is added to. */
export interface CountingTable {
  table: string;
  /** In the order of the values of a row. */
  columns: readonly string[];
  /** What makes two rows the same. */
  key: readonly string[];
  /** What is summed up. */
  add: readonly string[];
  /** Of what the newest value stays. */
  replace?: readonly string[];
}

/** Databases take a bounded number of variables in a statement. */
const MOST_VARIABLES = 900;

/**
 * Inserts rows, or adds to those that are there. TypeORM cannot; both engines understand this statement.
 * Every instance takes the rows in one order, so that no two wait for each other.
 */
export async function addRows(
  tx: Transaction,
  { table, columns, key, add, replace = [] }: CountingTable,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = (list: readonly string[]) => list.map((name) => `"${name}"`).join(', ');
  const changes = [
    ...add.map((name) => `"${name}" = ${table}."${name}" + excluded."${name}"`),
    ...replace.map((name) => `"${name}" = excluded."${name}"`),
  ];
  const places = key.map((name) => columns.indexOf(name));
  const keyOf = (row: readonly unknown[]) => places.map((place) => row[place]).join(' ');
  const sorted = rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row);
  const atOnce = Math.floor(MOST_VARIABLES / columns.length);
  for (let from = 0; from < sorted.length; from += atOnce) {
    const some = sorted.slice(from, from + atOnce);
    let last = 0;
    const values = some.map((row) => `(${row.map(() => `$${(last += 1)}`).join(', ')})`);
    await tx.rows.query(
      `INSERT INTO ${table} (${names(columns)}) VALUES ${values.join(', ')}
       ON CONFLICT (${names(key)}) DO UPDATE SET ${changes.join(', ')}`,
      some.flat(),
    );
  }
}
