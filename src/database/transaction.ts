import type { EntityManager } from 'typeorm';

/** Writes for one job of the unit of work. Use `insert`, `update` and `delete`, not `save`. */
export class Transaction {
  readonly changes: { kind: string; key: string }[] = [];
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

/** Rows of one statement: SQLite takes 32,766 variables for all of them, PostgreSQL 65,535. */
const ROWS_AT_ONCE = 1_000;

/** Stores what was collected: one statement for many changes, since every rotation passes here. */
export async function writeChanges(
  rows: EntityManager,
  changes: Transaction['changes'],
  isPostgres: boolean,
): Promise<void> {
  const position = isPostgres ? 'pg_current_xact_id()::text::bigint' : '0';
  const now = Date.now();
  for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
    const part = changes.slice(from, from + ROWS_AT_ONCE);
    const values = part.map(
      (_, index) => `($${index * 2 + 1}, $${index * 2 + 2}, ${position}, ${now})`,
    );
    await rows.query(
      `INSERT INTO change (kind, key, position, at) VALUES ${values.join(', ')}`,
      part.flatMap(({ kind, key }) => [kind, key]),
    );
  }
}
