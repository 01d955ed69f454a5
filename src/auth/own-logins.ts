import { Injectable } from '@nestjs/common';
import { forbidden } from '../common/problem.js';
import { BUILT_IN_CLIENT } from '../oauth/built-in-client.js';
import type { Caller } from '../operations/caller.js';
import { GrantsService } from './stores/grants.service.js';

/**
 * Tells people's own logins from what acts for them: an app or a personal token has some of the
 * person's scopes, and must not get at the others, nor outlive its own end.
 */
@Injectable()
export class OwnLogins {
  constructor(private readonly grants: GrantsService) {}

  /** The person whose login it is. @throws Problem 403 `login_needed` */
  async require({ userId, clientId, account, grantId }: Caller): Promise<string> {
    const isOwn = userId !== undefined && clientId === BUILT_IN_CLIENT.id && !account;
    const grant = isOwn && grantId ? await this.grants.findOwned(grantId, userId) : undefined;
    if (!isOwn || grant?.kind === 'personal')
      throw forbidden('login_needed', 'This is done from a login of your own.');
    return userId;
  }
}
