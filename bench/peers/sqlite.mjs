import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Opens the peer's database: write-ahead log, and the durability that the benchmark asks for. */
export function openDatabase(schema) {
  const database = new Sqlite(join(process.env.DATA_DIR, 'peer.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${process.env.SYNCHRONOUS}`);
  database.exec(schema);
  return database;
}

/** The guarded write of a peer: one row in one commit. */
export function deliveries(database) {
  database.exec(
    'CREATE TABLE IF NOT EXISTS delivery (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, created INTEGER NOT NULL)',
  );
  const insert = database.prepare(
    'INSERT INTO delivery (owner, title, created) VALUES (?, ?, ?) RETURNING id, title',
  );
  return (owner, { title }) => insert.get(owner, title, Date.now());
}

export function digest(text) {
  return createHash('sha256').update(text).digest();
}
