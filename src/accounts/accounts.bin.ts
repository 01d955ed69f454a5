import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BinItem } from '../bin/bin-item.entity.js';
import { type BinOwner, BinService, type Differences } from '../bin/bin.service.js';
import { revivedRow } from '../bin/stored-row.js';
import type { Transaction } from '../database/transaction.js';
import { UsersBin } from '../users/users.bin.js';
import { Account } from './account.entity.js';

/** Puts the accounts of a removed user into the bin, and brings them back with the user. */
@Injectable()
export class AccountsBin implements BinOwner, OnModuleInit {
  constructor(
    private readonly bin: BinService,
    private readonly users: UsersBin,
  ) {}

  onModuleInit(): void {
    this.bin.keep('account', this);
    this.users.onPut((tx, userId) => this.putAllOf(tx, userId));
  }

  /** Accounts come back with their owner alone, whom the caller reaches. */
  async requireReach(): Promise<void> {}

  /** The account has no members then: who works in it is said anew. */
  async restore(tx: Transaction, { content }: BinItem): Promise<Differences> {
    const account = revivedRow<Account>(content.account, ['createdAt']);
    await tx.rows.insert(Account, account);
    tx.changed('account', account.id);
    return { lostScopes: [] };
  }

  /** Whether the account is there, as this transaction sees it, and is this owner's. */
  isOwned(tx: Transaction, id: string, ownerId: string): Promise<boolean> {
    return tx.rows.existsBy(Account, { id, ownerId });
  }

  private async putAllOf(tx: Transaction, userId: string): Promise<void> {
    const accounts = await tx.rows.findBy(Account, { ownerId: userId });
    const items = accounts.map((account) => {
      const { id, name, ownerId } = account;
      return { id, name, ownerId, withId: ownerId, kind: 'account' as const, content: { account } };
    });
    await this.bin.put(tx, items);
  }
}
