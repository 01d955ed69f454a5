import { LRUCache } from 'lru-cache';
import sqlite3 from 'sqlite3';

const MOST_STATEMENTS = 500;

type Done = (this: sqlite3.Statement, error: Error | null, rows?: unknown[]) => void;
type Rest = [values: unknown[], done: Done] | [done: Done];

// The constructor exists, but the types keep silent about it; `Database.prepare` also binds.
const Statement = sqlite3.Statement as unknown as new (
  connection: sqlite3.Database,
  sql: string,
  prepared: (this: sqlite3.Statement, error: Error | null) => void,
) => sqlite3.Statement;

/**
 * Keeps the statements of a connection to SQLite, as TypeORM uses one. sqlite3 prepares a
 * statement anew for every call, and ends it on the main thread, where that waits for whatever runs
 * on the connection by then, a commit too.
 */
export class PreparedDatabase {
  private readonly connection: sqlite3.Database;
  private readonly statements = new LRUCache<string, sqlite3.Statement>({
    max: MOST_STATEMENTS,
    // Waits for its turn behind the calls that the statement has been given already.
    dispose: (statement) => statement.finalize(),
  });

  constructor(file: string, opened: (error: Error | null) => void) {
    this.connection = new sqlite3.Database(file, opened);
  }

  /** Calls back with what `RunResult` says as `this`. */
  run(sql: string, ...rest: Rest): void {
    this.call('run', sql, rest);
  }

  /** Calls back with the rows. */
  all(sql: string, ...rest: Rest): void {
    this.call('all', sql, rest);
  }

  /** Ends what runs at this moment, which then fails with `SQLITE_INTERRUPT`. */
  interrupt(): void {
    this.connection.interrupt();
  }

  close(closed: (error: Error | null) => void): void {
    this.statements.clear();
    this.connection.close(closed);
  }

  private call(method: 'run' | 'all', sql: string, rest: Rest): void {
    const [values, done] = rest.length === 2 ? rest : [[], ...rest];
    const { statements } = this;
    const known = statements.get(sql);
    // A PRAGMA may answer rows that `run` leaves unread: kept, it would hold up every commit.
    const isKept = !sql.startsWith('PRAGMA');
    const statement = known ?? this.prepare(sql, done);
    statement[method](values, function (error: Error | null, rows?: unknown[]) {
      if (!known && isKept && !error) statements.set(sql, this);
      else if (!known) this.finalize();
      done.call(this, error, rows);
    });
  }

  /** A statement that cannot be prepared says so once, and calls nobody back after that. */
  private prepare(sql: string, failed: Done): sqlite3.Statement {
    return new Statement(this.connection, sql, function (error) {
      if (error) failed.call(this, error);
    });
  }
}
