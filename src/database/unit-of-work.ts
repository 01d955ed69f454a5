import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { SqliteDriver } from 'typeorm/driver/sqlite/SqliteDriver.js';
import { ChangeFeed } from './change-feed.js';
import { WRITER } from './database.js';
import type { PreparedDatabase } from './prepared.js';
import { Transaction, writeChanges } from './transaction.js';

const MOST_PER_COMMIT = 256;
const MOST_TRIES = 5;
const LONGEST_JOB_MS = 10_000;

const TOO_LONG =
  'A unit of work took too long. Did it wait for another one, or for something that is no statement?';

type Job<T> = (tx: Transaction) => Promise<T>;

interface Waiting {
  job: Job<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

interface Outcome {
  settle: () => void;
  changes: Transaction['changes'];
  later: Transaction['later'];
}

/**
 * Runs everything that writes. A job is a transaction: all of it is stored, or nothing, and `run` answers
 * only after the commit. Jobs await nothing but their own statements: a slow job holds up the rest.
 *
 * SQLite has one writer, so jobs queue, and those that arrive while a commit runs share the next
 * one (group commit); a savepoint each keeps a failing job from hurting its neighbours. What fails
 * outside of a job (its changes, the commit itself) cannot be laid to one of them: each is tried
 * again in a commit of its own. On PostgreSQL a job is a pooled transaction. A job may therefore run
 * more than once, and leaves nothing behind but rows.
 */
@Injectable()
export class UnitOfWork implements BeforeApplicationShutdown {
  private queue: Waiting[] = [];
  private draining?: Promise<void>;

  constructor(
    @Inject(WRITER) private readonly writer: DataSource,
    private readonly feed: ChangeFeed,
  ) {}

  run<T>(job: Job<T>): Promise<T> {
    if (this.writer.options.type === 'postgres') return this.runPooled(job);
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ job, resolve: resolve as (value: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.draining;
  }

  private async runPooled<T>(job: Job<T>, tries = 1): Promise<T> {
    let stored: Pick<Transaction, 'changes' | 'later'> = { changes: [], later: [] };
    try {
      const result = await this.writer.transaction(async (rows) => {
        const tx = new Transaction(rows, true);
        const value = await finished(job, tx);
        await writeChanges(rows, tx.changes, true);
        stored = tx;
        return value;
      });
      this.feed.apply(stored.changes);
      for (const act of stored.later) act();
      return result;
    } catch (error) {
      if (tries < MOST_TRIES && isRetryable(error)) return this.runPooled(job, tries + 1);
      throw error;
    }
  }

  private async drain(): Promise<void> {
    // One turn of the event loop lets the writers of this moment join the first commit.
    await new Promise(setImmediate);
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, MOST_PER_COMMIT);
      try {
        // IMMEDIATE: another process (our command line) may write too; waiting happens here.
        await this.execute('BEGIN IMMEDIATE');
        await this.commit(batch).catch((error: unknown) => this.commitEach(batch, error));
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      }
    }
    this.draining = undefined;
  }

  /** Commits every job alone, after all of them together failed. */
  private async commitEach(batch: Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) throw error;
    for (const waiting of batch) {
      await this.execute('BEGIN IMMEDIATE');
      await this.commit([waiting]).catch(waiting.reject);
    }
  }

  /** @throws what failed outside of the jobs; nothing is stored then, and nobody has been answered */
  private async commit(batch: Waiting[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      for (const waiting of batch) outcomes.push(await this.attempt(waiting));
      const changes = outcomes.flatMap((outcome) => outcome.changes);
      await writeChanges(this.writer.manager, changes, false);
      await this.execute('COMMIT');
    } catch (error) {
      await this.execute('ROLLBACK').catch(() => undefined);
      throw error;
    }
    for (const outcome of outcomes) this.feed.apply(outcome.changes);
    for (const outcome of outcomes) outcome.settle();
    for (const act of outcomes.flatMap(({ later }) => later)) act();
  }

  private async attempt({ job, resolve, reject }: Waiting): Promise<Outcome> {
    const tx = new Transaction(this.writer.manager, false);
    // The innermost savepoint of the name counts, and the commit ends them all: none is released.
    await this.execute('SAVEPOINT job');
    try {
      const value = await finished(job, tx);
      return { settle: () => resolve(value), changes: tx.changes, later: tx.later };
    } catch (error) {
      // On a full disk SQLite has ended the whole transaction, savepoints and all.
      await this.execute('ROLLBACK TO job').catch(() => {
        throw error;
      });
      return { settle: () => reject(error), changes: [], later: [] };
    }
  }

  /** Straight to the driver: these run for every job, and TypeORM's way costs more than they do. */
  private execute(statement: string): Promise<void> {
    const { databaseConnection } = this.writer.driver as SqliteDriver;
    const connection = databaseConnection as PreparedDatabase;
    return new Promise((resolve, reject) => {
      connection.run(statement, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/**
 * What the job answers. On SQLite a job that starts another unit of work and waits for it would
 * wait for itself, and everybody behind it too: it fails instead. (Asking Node which job calls
 * costs every promise of the process something; a clock costs one timer.)
 */
async function finished<T>(job: Job<T>, tx: Transaction): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(TOO_LONG)), LONGEST_JOB_MS);
  });
  try {
    return await Promise.race([job(tx), late]);
  } finally {
    clearTimeout(timer);
    tx.close();
  }
}

/** Serialization failure and deadlock: PostgreSQL asks to try again. */
function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === '40001' || code === '40P01';
}
