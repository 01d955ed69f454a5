import type { EntityManager } from 'typeorm';
import type { Renewal } from './change-feed.js';

/** What every instance must drop; the one that wrote may remember what it became. */
export interface Change {
  kind: string;
  key: string;
  renewal?: Renewal;
}

/** Writes for one job of the unit of work. Use `insert`, `update` and `delete`, not `save`. */
export class Transaction {
  readonly changes: Change[] = [];
  /** What to do once all of it is stored. */
  readonly later: (() => void)[] = [];
  private isOver = false;

  constructor(
    private readonly manager: EntityManager,
    private readonly isPostgres: boolean,
  ) {}

  /** @throws Error once the job is over: the connection is somebody else's by then */
  get rows(): EntityManager {
    if (this.isOver) throw new Error('This transaction is over: its job did not wait for a write.');
    return this.manager;
  }

  /** Nothing is written through this one any more. */
  close(): void {
    this.isOver = true;
  }

  /** Makes every instance drop its cached copy, in the same commit as the change itself. */
  changed(kind: string, key: string): void {
    this.changes.push({ kind, key });
  }

  /** Does something once all of it is stored, and nothing when it is not. It must not throw. */
  afterwards(act: () => void): void {
    this.later.push(act);
  }

  /**
   * Lets only one transaction at a time pass here, for rules over several rows ("the last
   * administrator stays"). SQLite has one writer anyway.
   */
  async lock(name: string): Promise<void> {
    if (this.isPostgres)
      await this.rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }
}

/**
 * Stores what was collected: one statement, whose text is the same for any number of them, since
 * every rotation passes here.
 * @returns the ids of the rows, in their order
 */
export async function writeChanges(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
  changes: readonly Change[],
  isPostgres: boolean,
): Promise<number[]> {
  if (changes.length === 0) return [];
  const position = isPostgres ? 'pg_current_xact_id()::text::bigint' : '0';
  const list = isPostgres ? 'json_array_elements' : 'json_each';
  const rows = await query(
    `INSERT INTO change (kind, key, position, at)
    SELECT value ->> 0, value ->> 1, ${position}, CAST($1 AS bigint) FROM ${list}($2)
    RETURNING id`,
    [Date.now(), JSON.stringify(changes.map(({ kind, key }) => [kind, key]))],
  );
  return (rows as { id: number }[]).map(({ id }) => id);
}
