import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { UsersService } from '../users/users.service.js';
import { Account, AccountMember } from './account.entity.js';

/** When a person is removed, their accounts go too, and they leave everybody else's. */
@Injectable()
export class AccountLeavers implements OnModuleInit {
  constructor(private readonly users: UsersService) {}

  onModuleInit(): void {
    this.users.onRemove((tx, userId) => this.forget(tx, userId));
  }

  private async forget(tx: Transaction, userId: string): Promise<void> {
    await tx.lock('account');
    const owned = await tx.rows.findBy(Account, { ownerId: userId });
    const joined = await tx.rows.findBy(AccountMember, { userId });
    for (const { id } of owned) await tx.rows.delete(AccountMember, { accountId: id });
    await tx.rows.delete(Account, { ownerId: userId });
    await tx.rows.delete(AccountMember, { userId });
    for (const { id } of owned) tx.changed('account', id);
    for (const { accountId } of joined) tx.changed('account', accountId);
  }
}
