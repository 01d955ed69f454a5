import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { ChangeFeed } from './change-feed.js';
import { type Batch, finished, type Job, type Update } from './job.js';
import { type Change, Transaction, writeChanges } from './transaction.js';

const MOST_PER_STATEMENT = 256;
const MOST_TRIES = 5;

interface Waiting {
  item: unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

interface Line {
  waiting: Waiting[];
  draining?: Promise<void>;
}

/**
 * Writes to PostgreSQL. A job is a pooled transaction, tried again when the database asks for it. A
 * batch is one statement, which is its own transaction and stores its changes with it; what arrives
 * while one runs shares the next one.
 */
export class PostgresWriter {
  private readonly log = new Logger(PostgresWriter.name);
  private readonly lines = new Map<Batch<unknown, unknown>, Line>();

  constructor(
    private readonly source: DataSource,
    private readonly feed: ChangeFeed,
  ) {}

  async run<T>(job: Job<T>, tries = 1): Promise<T> {
    let stored: Pick<Transaction, 'changes' | 'later'> = { changes: [], later: [] };
    try {
      const result = await this.source.transaction(async (rows) => {
        const tx = new Transaction(rows, true);
        const value = await finished(job, tx);
        await writeChanges((sql, values) => rows.query(sql, values), tx.changes, true);
        stored = tx;
        return value;
      });
      this.feed.apply(stored.changes);
      for (const act of stored.later) act();
      return result;
    } catch (error) {
      if (tries < MOST_TRIES && isRetryable(error)) return this.run(job, tries + 1);
      throw error;
    }
  }

  batch<Item, T>(batch: Batch<Item, T>, item: Item): Promise<T> {
    const key = batch as Batch<unknown, unknown>;
    const line = this.lines.get(key) ?? { waiting: [] };
    this.lines.set(key, line);
    return new Promise<T>((resolve, reject) => {
      line.waiting.push({ item, resolve: resolve as (value: unknown) => void, reject });
      line.draining ??= this.drain(key, line);
    });
  }

  async finish(): Promise<void> {
    for (const { draining } of this.lines.values()) await draining;
  }

  private async drain(batch: Batch<unknown, unknown>, line: Line): Promise<void> {
    // One turn of the event loop lets those of this moment join the first statement.
    await new Promise(setImmediate);
    while (line.waiting.length > 0)
      await this.write(batch, line.waiting.splice(0, MOST_PER_STATEMENT));
    line.draining = undefined;
  }

  /** Writes together what can be, and the rest alone, which nobody behind it waits for. */
  private async write(batch: Batch<unknown, unknown>, all: Waiting[]): Promise<void> {
    const changes: Change[] = [];
    const items = all.map(({ item }) => item);
    // What fails for all of them cannot be laid to one: each is tried alone, and fails by itself.
    const answers = await batch
      .together(items, (update) => this.update(update, changes))
      .catch((error: unknown) => {
        this.log.warn({ msg: 'A batch failed: its items are written one by one', err: error });
        return [];
      });
    this.feed.apply(changes);
    for (const [index, { item, resolve, reject }] of all.entries()) {
      const answer = answers[index];
      if (answer !== undefined) resolve(answer);
      else this.run((tx) => batch.alone(tx, item)).then(resolve, reject);
    }
  }

  /** One round trip: the rows, and the changes that name them. */
  private async update(update: Update, changes: Change[]): Promise<Set<string>> {
    const { kind, sql, values, renewals } = update;
    const [kindAt, nowAt] = [values.length + 1, values.length + 2];
    const rows: { key: string }[] = await this.source.query(
      `WITH updated AS (${sql}), noted AS (
        INSERT INTO change (kind, key, position, at)
        SELECT $${kindAt}::text, key, pg_current_xact_id()::text::bigint, $${nowAt}::bigint FROM updated
      ) SELECT key FROM updated`,
      [...values, kind, Date.now()],
    );
    changes.push(...rows.map(({ key }) => ({ kind, key, renewal: renewals?.get(key) })));
    return new Set(rows.map(({ key }) => key));
  }
}

/** Serialization failure and deadlock: PostgreSQL asks to try again. */
function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === '40001' || code === '40P01';
}
