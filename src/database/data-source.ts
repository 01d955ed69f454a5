import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/config.js';
import { makeFolder } from '../config/folders.js';
import { migrations } from './migrations.js';
import { PreparedDatabase } from './prepared.js';
import { ReaderPool } from './reader-pool.js';

/** Every kind of row: the list stands above all modules, and is handed down. */
export type Entities = Function[];

const shared = {
  migrations,
  migrationsTableName: 'migration',
  // In TypeORM 0.3 a missing value in `where` would match the first row there is.
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
} satisfies Partial<DataSourceOptions>;

/** Without sqlite3's long stack traces, which TypeORM turns on: they cost as much as the statements. */
const driverOf = (Database: Function) => ({ verbose: () => ({ ...sqlite3, Database }) });

/** How many connections to PostgreSQL an instance has, by what they are for. */
const POOL = { writer: 10, rows: 8, lists: 8, feed: 1 } as const;

/**
 * What a statement on PostgreSQL may take. A job of the unit of work is given up after ten seconds
 * too; the feed has half of the time after which an instance counts as blind.
 */
const LONGEST_MS = { writer: 10_000, rows: 5_000, lists: 5_000, feed: 2_500 } as const;

/** What a connection is for: rows by their keys, lists and sums over many rows, or the change feed. */
export type Purpose = Exclude<keyof typeof POOL, 'writer'>;

/** The connection that writes, and that migrates. */
export function writerOptions(location: DatabaseLocation, entities: Entities): DataSourceOptions {
  if (location.kind === 'postgres')
    return {
      ...shared,
      entities,
      type: 'postgres',
      url: location.url,
      poolSize: POOL.writer,
      applicationName: 'gatehouse',
      extra: { statement_timeout: LONGEST_MS.writer, keepAlive: true },
    };
  makeFolder(dirname(location.file));
  keepForOwner(location.file);
  return {
    ...shared,
    entities,
    type: 'sqlite',
    driver: driverOf(PreparedDatabase),
    database: location.file,
    enableWAL: true,
    busyTimeout: 5_000,
  };
}

/**
 * Makes the file readable for its owner alone, whoever made the folder; SQLite gives its side files
 * the same mode. What the system refuses here, SQLite is refused next, and its answer is explained.
 */
function keepForOwner(file: string): void {
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    for (const path of [file, `${file}-wal`, `${file}-shm`])
      if (existsSync(path)) chmodSync(path, 0o600);
  } catch {
    return;
  }
}

/** Opens the writer. `synchronous=FULL`: what was answered with success survives a power cut. */
export async function openWriter(
  location: DatabaseLocation,
  entities: Entities,
): Promise<DataSource> {
  const source = await new DataSource(writerOptions(location, entities)).initialize();
  if (location.kind === 'sqlite') {
    await source.query('PRAGMA synchronous = FULL');
    await source.query('PRAGMA foreign_keys = ON');
  }
  return source;
}

/**
 * Opens connections for reads, which refuse to write. Each purpose has its own: whoever waits for a
 * list must not hold up a token, and neither of them the feed that tells what has ended.
 */
export async function openReader(
  location: DatabaseLocation,
  entities: Entities,
  purpose: Purpose = 'rows',
): Promise<DataSource> {
  if (location.kind === 'postgres')
    return new DataSource({
      ...shared,
      entities,
      type: 'postgres',
      url: location.url,
      poolSize: POOL[purpose],
      applicationName: `gatehouse-${purpose}`,
      extra: {
        options: '-c default_transaction_read_only=on',
        statement_timeout: LONGEST_MS[purpose],
        keepAlive: true,
      },
    }).initialize();
  const options = writerOptions(location, entities);
  const pooled = purpose === 'lists' && { driver: driverOf(ReaderPool) };
  const source = await new DataSource({ ...options, ...pooled } as DataSourceOptions).initialize();
  await source.query('PRAGMA query_only = ON');
  return source;
}

/** Brings the schema up to date; several instances starting at once take turns on PostgreSQL. */
export async function migrate(writer: DataSource): Promise<void> {
  if (writer.options.type !== 'postgres') return migrateBy(writer);
  // An index over many rows takes its time, and so may the instance that is before us.
  const { extra: _, ...unhurried } = writer.options;
  const source = await new DataSource(unhurried).initialize();
  await migrateBy(source).finally(() => source.destroy());
}

async function migrateBy(writer: DataSource): Promise<void> {
  const runner = writer.createQueryRunner();
  const postgres = writer.options.type === 'postgres';
  if (postgres) await runner.query("SELECT pg_advisory_lock(hashtext('gatehouse migrations'))");
  try {
    // Two processes that start at once on an empty SQLite file collide; what the other one did is not
    // pending any more the second time.
    const run = () => writer.runMigrations({ transaction: 'each' });
    await run().catch(run);
  } finally {
    if (postgres) {
      await runner.query("SELECT pg_advisory_unlock(hashtext('gatehouse migrations'))");
      await runner.release();
    }
  }
}
