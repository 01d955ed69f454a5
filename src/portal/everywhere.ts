import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { Logins } from '../users/login/logins.js';

/** Signs a person out everywhere, here too. */
@Injectable()
export class Everywhere {
  constructor(
    private readonly logins: Logins,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Ends all sessions and all logins in one transaction; apps and personal tokens stay. */
  async signOut(caller: Caller): Promise<void> {
    const { personId } = caller;
    await this.work.run(async (tx) => {
      await this.logins.end(tx, personId);
      const event = 'consumer.session.removeAll';
      await this.audit.record(tx, { event, caller, subject: `user:${personId}` });
    });
  }
}
