import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { GrantsService } from '../auth/stores/grants.service.js';
import type { Caller } from '../operations/caller.js';
import { SessionsService } from './sessions.service.js';

/** Signs a person out everywhere, here too. */
@Injectable()
export class Everywhere {
  constructor(
    private readonly sessions: SessionsService,
    private readonly grants: GrantsService,
    private readonly audit: AuditService,
  ) {}

  /** Ends all sessions and all logins in one transaction; apps and personal tokens stay. */
  async signOut(caller: Caller): Promise<void> {
    const { personId } = caller;
    await this.grants.endLogins(personId, async (tx) => {
      await this.sessions.endAll(tx, personId);
      const event = 'consumer.session.removeAll';
      await this.audit.record(tx, { event, caller, subject: `user:${personId}` });
    });
  }
}
