import { Table, type TableColumnOptions, TableIndex } from 'typeorm';

/** The neutral column types of `../columns.ts`, as migrations write them for both engines. */
type Options = Partial<TableColumnOptions>;

export const text = (name: string, length: number, options: Options = {}) =>
  ({ name, type: 'varchar', length: String(length), ...options }) as TableColumnOptions;

export const big = (name: string, options: Options = {}) =>
  ({ name, type: 'bigint', ...options }) as TableColumnOptions;

export const int = (name: string, options: Options = {}) =>
  ({ name, type: 'integer', ...options }) as TableColumnOptions;

export const flag = (name: string, options: Options = {}) =>
  ({ name, type: 'boolean', ...options }) as TableColumnOptions;

export const json = (name: string, options: Options = {}) =>
  ({ name, type: 'text', ...options }) as TableColumnOptions;

export const serial = (name: string) =>
  int(name, { isPrimary: true, isGenerated: true, generationStrategy: 'increment' });

export const index = (name: string, columnNames: string[], isUnique = false) =>
  new TableIndex({ name, columnNames, isUnique });

export const table = (name: string, columns: TableColumnOptions[], indices: TableIndex[] = []) =>
  new Table({ name, columns, indices });
