import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';

/** Removes the rows of an owner, in the transaction that removes the owner. */
type EndingHook = (tx: Transaction, owner: string) => Promise<void>;

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

  /** Lets every room remove its rows of this owner. */
  async end(tx: Transaction, owner: string): Promise<void> {
    for (const hook of this.hooks) await hook(tx, owner);
  }
}
