import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';

/** Removes a module's rows of these owners, in the transaction that removes the owners. */
type RemovalHook = (tx: Transaction, owners: string[]) => Promise<void>;

/** Owners of one statement: databases take a bounded number of variables. */
const AT_ONCE = 500;

/**
 * Removes the rows of owners. Rows of the sample API belong to an account, an app (by its key) or a
 * person: whoever removes one of them says so here, since nobody could reach the rows again.
 */
@Injectable()
export class OwnerHooks {
  private readonly hooks: RemovalHook[] = [];

  /** Registers a module that has rows of owners. */
  onRemove(hook: RemovalHook): void {
    this.hooks.push(hook);
  }

  /** Lets every module remove its rows of these owners: a few statements, however many there are. */
  async remove(tx: Transaction, owners: string[]): Promise<void> {
    for (let from = 0; from < owners.length; from += AT_ONCE)
      for (const hook of this.hooks) await hook(tx, owners.slice(from, from + AT_ONCE));
  }
}
