import type { DataSource } from 'typeorm';
import type { SqliteDriver } from 'typeorm/driver/sqlite/SqliteDriver.js';
import type { ChangeFeed } from './change-feed.js';
import { type Batch, finished, type Job, type Update } from './job.js';
import type { PreparedDatabase } from './prepared.js';
import { type Change, Transaction, writeChanges } from './transaction.js';

const MOST_PER_COMMIT = 256;

interface Waiting {
  job: Job<unknown>;
  /** What it is an item of, when the job is what to do for it alone. */
  batch?: Batch<unknown, unknown>;
  item?: unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

interface Outcome {
  settle: () => void;
  changes: Change[];
  later: Transaction['later'];
}

/**
 * Writes to SQLite, which has one writer: jobs queue, and those that arrive while a commit runs
 * share the next one (group commit). A savepoint each keeps a failing job from hurting its
 * neighbours; items of a batch are one statement and need none. What fails outside of a job (its
 * changes, the statement of a batch, the commit itself) cannot be laid to one of them: each is
 * tried again in a commit of its own.
 */
export class SqliteWriter {
  private queue: Waiting[] = [];
  private draining?: Promise<void>;

  constructor(
    private readonly source: DataSource,
    private readonly feed: ChangeFeed,
  ) {}

  run<T>(job: Job<T>): Promise<T> {
    return this.enqueue({ job });
  }

  batch<Item, T>(batch: Batch<Item, T>, item: Item): Promise<T> {
    const job: Job<T> = (tx) => batch.alone(tx, item);
    return this.enqueue({ job, batch: batch as Batch<unknown, unknown>, item });
  }

  async finish(): Promise<void> {
    await this.draining;
  }

  private enqueue<T>(work: Omit<Waiting, 'resolve' | 'reject'>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ ...work, resolve: resolve as (value: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    // One turn of the event loop lets the writers of this moment join the first commit.
    await new Promise(setImmediate);
    while (this.queue.length > 0) {
      const all = this.queue.splice(0, MOST_PER_COMMIT);
      try {
        // IMMEDIATE: another process (our command line) may write too; waiting happens here.
        await this.query('BEGIN IMMEDIATE');
        await this.commit(all, true).catch((error: unknown) => this.commitEach(all, error));
      } catch (error) {
        for (const { reject } of all) reject(error);
      }
    }
    this.draining = undefined;
  }

  /** Commits every job alone, after all of them together failed; a batch is no batch any more. */
  private async commitEach(all: Waiting[], error: unknown): Promise<void> {
    if (all.length === 1 && !all[0]?.batch) throw error;
    for (const waiting of all) {
      await this.query('BEGIN IMMEDIATE');
      await this.commit([waiting], false).catch(waiting.reject);
    }
  }

  /** @throws what failed outside of the jobs; nothing is stored then, and nobody has been answered */
  private async commit(all: Waiting[], isTogether: boolean): Promise<void> {
    const outcomes: Outcome[] = [];
    const changes: Change[] = [];
    let ids: number[];
    try {
      const written = isTogether ? await this.writeTogether(all, changes) : undefined;
      for (const waiting of all)
        outcomes.push(written?.get(waiting) ?? (await this.attempt(waiting, all.length > 1)));
      changes.push(...outcomes.flatMap((outcome) => outcome.changes));
      ids = await writeChanges((sql, values) => this.query(sql, values), changes, false);
      await this.query('COMMIT');
    } catch (error) {
      await this.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
    this.feed.applyOwn(changes, ids);
    for (const outcome of outcomes) outcome.settle();
    for (const act of outcomes.flatMap(({ later }) => later)) act();
  }

  /** @returns what became of those that one statement was enough for */
  private async writeTogether(all: Waiting[], changes: Change[]): Promise<Map<Waiting, Outcome>> {
    const outcomes = new Map<Waiting, Outcome>();
    for (const batch of new Set(all.flatMap((waiting) => waiting.batch ?? []))) {
      const mine = all.filter((waiting) => waiting.batch === batch);
      const items = mine.map(({ item }) => item);
      const answers = await batch.together(items, (update) => this.update(update, changes));
      for (const [index, waiting] of mine.entries()) {
        const answer = answers[index];
        const settle = () => waiting.resolve(answer);
        if (answer !== undefined) outcomes.set(waiting, { settle, changes: [], later: [] });
      }
    }
    return outcomes;
  }

  private async attempt(waiting: Waiting, hasNeighbours: boolean): Promise<Outcome> {
    const { job, resolve, reject } = waiting;
    const tx = new Transaction(this.source.manager, false);
    const run = async (): Promise<Outcome> => {
      const value = await finished(job, tx);
      return { settle: () => resolve(value), changes: tx.changes, later: tx.later };
    };
    if (!hasNeighbours) return run();
    // The innermost savepoint of the name counts, and the commit ends them all: none is released.
    await this.query('SAVEPOINT job');
    return run().catch(async (error: unknown) => {
      // On a full disk SQLite has ended the whole transaction, savepoints and all.
      await this.query('ROLLBACK TO job').catch(() => {
        throw error;
      });
      return { settle: () => reject(error), changes: [], later: [] };
    });
  }

  private async update(update: Update, changes: Change[]): Promise<Set<string>> {
    const { kind, sql, values, renewals } = update;
    const rows = (await this.query(sql, values)) as { key: string }[];
    changes.push(...rows.map(({ key }) => ({ kind, key, renewal: renewals?.get(key) })));
    return new Set(rows.map(({ key }) => key));
  }

  /** Straight to the driver: these run for every job, and TypeORM's way costs more than they do. */
  private query(sql: string, values: unknown[] = []): Promise<unknown[]> {
    const { databaseConnection } = this.source.driver as SqliteDriver;
    const connection = databaseConnection as PreparedDatabase;
    return new Promise((resolve, reject) => {
      connection.all(sql, values, (error, rows) => (error ? reject(error) : resolve(rows ?? [])));
    });
  }
}
