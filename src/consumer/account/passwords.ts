import { Injectable } from '@nestjs/common';
import { type AuditRecord, AuditService } from '../../audit/audit.service.js';
import { hashPassword } from '../../common/password.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { User } from '../../users/user.entity.js';
import { Logins } from '../../users/login/logins.js';
import { requireGoodPassword } from '../../users/user-rules.js';
import { UserWrites } from '../../users/user-writes.js';

/** Gives people new passwords, which ends all their tokens and sessions but for the one that asks. */
@Injectable()
export class Passwords {
  constructor(
    private readonly users: UserWrites,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly logins: Logins,
  ) {}

  /**
   * @param right checks, in the transaction, that the change is still allowed
   * @returns the header that keeps the portal session which asks, if one does
   * @throws Problem 400 when the password is not good enough
   */
  async set(
    user: User,
    newPassword: string,
    record: AuditRecord,
    right: (tx: Transaction) => Promise<unknown>,
  ): Promise<string | undefined> {
    requireGoodPassword(newPassword, user, 'newPassword');
    const passwordHash = await hashPassword(newPassword);
    return this.work.run(async (tx) => {
      await right(tx);
      const next = await this.users.update(tx, user.id, { passwordHash });
      await this.audit.record(tx, { ...record, userId: user.id, subject: `user:${user.id}` });
      return this.logins.keep(tx, { sessionId: record.caller?.sessionId }, next);
    });
  }
}
