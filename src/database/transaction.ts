import type { EntityManager } from 'typeorm';

/** What a job of the unit of work holds in hand. Use `insert`, `update` and `delete`, not `save`. */
export class Transaction {
  readonly changes: { kind: string; key: string }[] = [];

  constructor(
    readonly rows: EntityManager,
    private readonly isPostgres: boolean,
  ) {}

  /** Makes every instance drop its cached copy, in the same commit as the change itself. */
  changed(kind: string, key: string): void {
    this.changes.push({ kind, key });
  }

  /**
   * Lets only one transaction at a time pass here, for rules over several rows ("the last
   * administrator stays"). SQLite has one writer anyway.
   */
  async lock(name: string): Promise<void> {
    if (this.isPostgres)
      await this.rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }

  /** Stores the collected changes; the unit of work calls it last. */
  async writeChanges(): Promise<void> {
    const now = Date.now();
    for (const { kind, key } of this.changes)
      await this.rows.query(
        this.isPostgres
          ? 'INSERT INTO change (kind, key, position, at) VALUES ($1, $2, pg_current_xact_id()::text::bigint, $3)'
          : 'INSERT INTO change (kind, key, position, at) VALUES (?, ?, 0, ?)',
        [kind, key, now],
      );
  }
}
