import { PreparedDatabase } from './prepared.js';

type Done = (this: unknown, error: Error | null, rows?: unknown[]) => void;
type Rest = [values: unknown[], done: Done] | [done: Done];

interface Read {
  sql: string;
  values: unknown[];
  done: Done;
}

/** Each keeps one of libuv's four threads busy; tokens and the writer need the others. */
const CONNECTIONS = 2;

/** What a statement may take, as on PostgreSQL. */
const LONGEST_MS = 5_000;

/**
 * Several connections to one SQLite file where TypeORM knows of one, for reads that may take long. A
 * connection has one statement at a time: those behind it would each wait in a thread, and so would
 * whatever else the process reads. A statement that takes too long fails with `SQLITE_INTERRUPT`.
 */
export class ReaderPool {
  private readonly connections: PreparedDatabase[];
  private readonly free: PreparedDatabase[] = [];
  private readonly waiting: Read[] = [];

  constructor(file: string, opened: (error: Error | null) => void) {
    let left = CONNECTIONS;
    let failure: Error | null = null;
    this.connections = Array.from({ length: CONNECTIONS }, () => {
      const connection = new PreparedDatabase(file, (error) => {
        failure ??= error;
        left -= 1;
        if (left === 0) opened(failure);
      });
      this.free.push(connection);
      return connection;
    });
  }

  /** Calls back without rows. What sets up a connection (`PRAGMA`) is run on each of them. */
  run(sql: string, ...rest: Rest): void {
    this.all(sql, ...rest);
  }

  /** Calls back with the rows. */
  all(sql: string, ...rest: Rest): void {
    const [values, done] = rest.length === 2 ? rest : [[], ...rest];
    if (sql.startsWith('PRAGMA')) this.onEach(sql, done);
    else this.onFree({ sql, values, done });
  }

  /** What still waits fails. */
  close(closed: (error: Error | null) => void): void {
    for (const { done } of this.waiting.splice(0))
      done.call(undefined, new Error('The database is closed.'));
    let left = this.connections.length;
    let failure: Error | null = null;
    for (const connection of this.connections)
      connection.close((error) => {
        failure ??= error;
        left -= 1;
        if (left === 0) closed(failure);
      });
  }

  private onEach(sql: string, done: Done): void {
    let left = this.connections.length;
    let failure: Error | null = null;
    for (const connection of this.connections)
      connection.all(sql, function (error, rows) {
        failure ??= error;
        left -= 1;
        if (left === 0) done.call(this, failure, rows);
      });
  }

  private onFree(read: Read): void {
    const connection = this.free.pop();
    if (connection) this.read(connection, read);
    else this.waiting.push(read);
  }

  private read(connection: PreparedDatabase, { sql, values, done }: Read): void {
    const tooLong = setTimeout(() => connection.interrupt(), LONGEST_MS);
    const release = () => {
      clearTimeout(tooLong);
      const next = this.waiting.shift();
      if (next) this.read(connection, next);
      else this.free.push(connection);
    };
    connection.all(sql, values, function (error, rows) {
      release();
      done.call(this, error, rows);
    });
  }
}
