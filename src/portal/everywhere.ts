import { Injectable } from '@nestjs/common';
import { Changes } from '../audit/changes.js';
import type { Caller } from '../operations/caller.js';
import { Logins } from '../users/login/logins.js';

/** Signs a person out everywhere, here too. */
@Injectable()
export class Everywhere {
  constructor(
    private readonly logins: Logins,
    private readonly changes: Changes,
  ) {}

  /** Ends all sessions and all logins in one transaction; apps and personal tokens stay. */
  async signOut(caller: Caller): Promise<void> {
    const { personId } = caller;
    await this.changes.run(caller, 'consumer.session.removeAll', async (tx, about) => {
      await this.logins.end(tx, personId);
      about({ subject: `user:${personId}` });
    });
  }
}
