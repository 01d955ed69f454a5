import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate, openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';
import { readConfig } from '../../src/config/config.js';

declare global {
  /** Which database the tests run on; Jest's configuration sets it. */
  var ENGINE: 'sqlite' | 'postgres';
}

/** The folder of all files of this engine's tests. */
export const folder = (): string =>
  process.env[ENGINE === 'sqlite' ? 'TEST_SQLITE_FOLDER' : 'TEST_POSTGRES_FOLDER'] ?? '';

const TEMPLATE = 'gatehouse_template';

/** A migrated database of one's own, as a `DATABASE_URL`. */
export async function newDatabase(name: string): Promise<string> {
  await onceForAllWorkers(makeTemplate);
  if (ENGINE === 'sqlite') {
    copyFileSync(join(folder(), `${TEMPLATE}.sqlite`), join(folder(), `${name}.sqlite`));
    return locate(name);
  }
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return locate(name);
}

/** An empty database without tables. */
export async function emptyDatabase(name: string): Promise<string> {
  if (ENGINE === 'postgres') await onServer(`CREATE DATABASE ${name}`);
  return locate(name);
}

/** Removes what `newDatabase` made. */
export async function dropDatabase(name: string): Promise<void> {
  if (ENGINE === 'postgres') await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  else
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(folder(), `${name}.sqlite${end}`), { force: true });
}

function locate(name: string): string {
  if (ENGINE === 'sqlite') return `sqlite://${join(folder(), `${name}.sqlite`)}`;
  const url = new URL(process.env.TEST_POSTGRES_SERVER ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

async function makeTemplate(): Promise<void> {
  if (ENGINE === 'postgres') {
    await onServer(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await onServer(`CREATE DATABASE ${TEMPLATE}`);
  }
  const { database } = readConfig({ DATA_DIR: folder(), DATABASE_URL: locate(TEMPLATE) });
  const writer = await openWriter(database, entities);
  await migrate(writer);
  // Else the tables are still in the write-ahead log, which the copy leaves behind.
  if (ENGINE === 'sqlite') await writer.query('PRAGMA wal_checkpoint(TRUNCATE)');
  await writer.destroy();
}

/** Making a folder succeeds for one worker only; the others wait for what that one makes. */
async function onceForAllWorkers(work: () => Promise<void>): Promise<void> {
  const ready = join(folder(), 'template.ready');
  if (existsSync(ready)) return;
  try {
    mkdirSync(join(folder(), 'template.lock'));
  } catch {
    while (!existsSync(ready)) await sleep(50);
    return;
  }
  await work();
  writeFileSync(ready, '');
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
