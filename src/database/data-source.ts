import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/config.js';
import { makeFolder } from '../config/folders.js';
import { entities } from './entities.js';
import { migrations } from './migrations.js';
import { PreparedDatabase } from './prepared.js';

const shared = {
  entities,
  migrations,
  migrationsTableName: 'migration',
  // In TypeORM 0.3 a missing value in `where` would match the first row there is.
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
} satisfies Partial<DataSourceOptions>;

/** Without sqlite3's long stack traces, which TypeORM turns on: they cost as much as the statements. */
const driver = { verbose: () => ({ ...sqlite3, Database: PreparedDatabase }) };

/** The connection that writes, and that migrates. */
export function writerOptions(location: DatabaseLocation): DataSourceOptions {
  if (location.kind === 'postgres')
    return {
      ...shared,
      type: 'postgres',
      url: location.url,
      poolSize: 10,
      applicationName: 'gatehouse',
    };
  makeFolder(dirname(location.file));
  keepForOwner(location.file);
  return {
    ...shared,
    type: 'sqlite',
    driver,
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
export async function openWriter(location: DatabaseLocation): Promise<DataSource> {
  const source = await new DataSource(writerOptions(location)).initialize();
  if (location.kind === 'sqlite') {
    await source.query('PRAGMA synchronous = FULL');
    await source.query('PRAGMA foreign_keys = ON');
  }
  return source;
}

/** Opens the connection for reads, which refuses to write. */
export async function openReader(location: DatabaseLocation): Promise<DataSource> {
  if (location.kind === 'postgres')
    return new DataSource({
      ...shared,
      type: 'postgres',
      url: location.url,
      poolSize: 10,
      applicationName: 'gatehouse-reader',
      extra: { options: '-c default_transaction_read_only=on' },
    }).initialize();
  const source = await new DataSource(writerOptions(location)).initialize();
  await source.query('PRAGMA query_only = ON');
  return source;
}

/** Brings the schema up to date; several instances starting at once take turns on PostgreSQL. */
export async function migrate(writer: DataSource): Promise<void> {
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
