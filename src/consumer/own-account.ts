import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { UserWrites } from '../users/user-writes.js';

/** What people store and remove of themselves. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly users: UserWrites,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 409 `email_taken` */
  async setEmail(userId: string, email: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      await this.users.update(tx, userId, { email });
      await this.audit.record(tx, {
        event: 'consumer.account.update',
        caller,
        subject: `user:${userId}`,
        detail: { email: 'changed' },
      });
    });
  }

  /** @throws Problem 409 `last_administrator` */
  async remove(userId: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      await this.users.remove(tx, userId);
      await this.audit.record(tx, {
        event: 'consumer.account.remove',
        caller,
        subject: `user:${userId}`,
      });
    });
  }
}
