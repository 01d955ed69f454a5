import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';

/** Removes the rows of owners, in the transaction that removes the owners. */
type EndingHook = (tx: Transaction, owners: string[]) => Promise<void>;

/** Owners of one statement: databases take a bounded number of variables. */
const AT_ONCE = 500;

/**
 * Rows of the sample API belong to an account, an app (by its key) or a person. Whoever removes one
 * of them says so here, and the rooms with rows take theirs along: nobody could reach them again.
 */
@Injectable()
export class OwnerEndings {
  private readonly hooks: EndingHook[] = [];

  /** Registers a room that has rows of owners. */
  onEnd(hook: EndingHook): void {
    this.hooks.push(hook);
  }

  /** Lets every room remove its rows of these owners: a few statements, however many there are. */
  async end(tx: Transaction, ...owners: string[]): Promise<void> {
    for (let from = 0; from < owners.length; from += AT_ONCE)
      for (const hook of this.hooks) await hook(tx, owners.slice(from, from + AT_ONCE));
  }
}
