import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Unchanged } from '../../audit/unchanged.js';
import { changedMembers } from '../../common/changed-members.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';
import { stateOf } from '../../users/user.dto.js';
import type { User } from '../../users/user.entity.js';
import { UserWrites } from '../../users/user-writes.js';

/** What people store and remove of themselves. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly users: UserWrites,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly unchanged: Unchanged,
  ) {}

  /** Looks before something that changes nothing yet. @throws Problem 412 `changed_meanwhile` */
  async requireUnchanged(userId: string, caller: Caller): Promise<void> {
    if (caller.ifMatch) await this.work.run((tx) => this.hold(tx, userId, caller));
  }

  /** @throws Problem 409 `email_taken`; 412 `changed_meanwhile` */
  async setEmail(userId: string, email: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      const row = await this.hold(tx, userId, caller);
      if (changedMembers(row, { email }).length === 0) return;
      await this.users.update(tx, userId, { email });
      await this.audit.record(tx, {
        event: 'consumer.account.update',
        caller,
        subject: `user:${userId}`,
        detail: { email: 'changed' },
      });
    });
  }

  /** @throws Problem 409 `last_administrator`; 412 `changed_meanwhile` */
  async remove(userId: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      await this.hold(tx, userId, caller);
      await this.users.remove(tx, userId);
      await this.audit.record(tx, {
        event: 'consumer.account.remove',
        caller,
        subject: `user:${userId}`,
      });
    });
  }

  private async hold(tx: Transaction, userId: string, caller: Caller): Promise<User> {
    const row = await this.users.require(tx, userId);
    await this.unchanged.require(tx, caller, `user:${userId}`, stateOf(row));
    return row;
  }
}
