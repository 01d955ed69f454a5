import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { UsersService } from '../users/users.service.js';
import { AccountChanges, type Area } from './account-changes.js';
import { Account, AccountMember } from './account.entity.js';
import { OwnerEndings } from './owner-endings.js';

/** Accounts of one statement. */
const AT_ONCE = 500;

/**
 * Removes accounts, with their members and rows. When a person is removed, their accounts and rows
 * go too, and they leave everybody else's.
 */
@Injectable()
export class AccountRemovals implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly changes: AccountChanges,
    private readonly users: UsersService,
    private readonly endings: OwnerEndings,
  ) {}

  onModuleInit(): void {
    this.users.onRemove((tx, userId) => this.forget(tx, userId));
  }

  /** @throws 404 */
  async remove(area: Area, id: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      const { name } = await this.changes.holdUnchanged(tx, area, id, caller);
      await this.removeRows(tx, [id]);
      await this.changes.note(tx, `${area}.account.remove`, id, caller, { name });
    });
  }

  private async forget(tx: Transaction, userId: string): Promise<void> {
    await tx.lock('account');
    const owned = (await tx.rows.findBy(Account, { ownerId: userId })).map(({ id }) => id);
    await this.removeRows(tx, owned);
    for (const id of owned) tx.changed('account', id);
    const joined = await tx.rows.findBy(AccountMember, { userId });
    await tx.rows.delete(AccountMember, { userId });
    for (const { accountId } of joined) tx.changed('account', accountId);
    await this.endings.end(tx, userId);
  }

  private async removeRows(tx: Transaction, ids: string[]): Promise<void> {
    await this.endings.end(tx, ...ids);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = In(ids.slice(from, from + AT_ONCE));
      await tx.rows.delete(AccountMember, { accountId: some });
      await tx.rows.delete(Account, { id: some });
    }
  }
}
