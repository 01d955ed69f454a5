import type { Renewal } from './change-feed.js';
import type { Transaction } from './transaction.js';

const LONGEST_JOB_MS = 10_000;

const TOO_LONG =
  'A unit of work took too long. Did it wait for another one, or for something that is no statement?';

/** What is written in one transaction. */
export type Job<T> = (tx: Transaction) => Promise<T>;

/** An `UPDATE` that ends in `RETURNING … AS key`. */
export interface Update {
  /** What it changes, as the change feed names it: each key that it returns is a change. */
  kind: string;
  sql: string;
  /** In the order in which the statement names them first. */
  values: unknown[];
  /** What may be remembered of a key from then on. */
  renewals?: ReadonlyMap<string, Renewal>;
}

/** Runs the statement. @returns the keys of what it changed */
export type RunUpdate = (update: Update) => Promise<Set<string>>;

/** Jobs of one kind that one statement can write for all of them. */
export interface Batch<Item, T> {
  /**
   * Writes for the items that wait, in order of arrival, by one statement at most.
   * @returns the answer to each; without one, the item is written alone
   */
  together(items: readonly Item[], run: RunUpdate): Promise<readonly (T | undefined)[]>;
  /** Writes for one item, in a transaction of several statements. */
  alone(tx: Transaction, item: Item): Promise<T>;
}

/**
 * What the job answers. On SQLite a job that starts another unit of work and waits for it would
 * wait for itself, and everybody behind it too: it fails instead. (Asking Node which job calls
 * costs every promise of the process something; a clock costs one timer.)
 */
export async function finished<T>(job: Job<T>, tx: Transaction): Promise<T> {
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
