import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { Clock } from '../../common/clock.js';
import type { OAuthErrorCode } from '../../oauth/errors.js';
import type { Client, Person } from '../../oauth/ports.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import { isLoopback } from '../../oauth/redirect-uri.js';
import { IDENTITY_SCOPES, uncovered } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import { ConsentsStore } from './consents.store.js';
import { mustSignInAgain } from './sign-in-age.js';

/** What can be done without showing a page. */
export type Silence =
  | { outcome: 'granted'; person: Person; authTime: number }
  /** Why a page would be needed. */
  | { outcome: 'needed'; error: OAuthErrorCode };

/** Whether an earlier consent still answers a request. */
@Injectable()
export class SilentConsent {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsCache,
    private readonly consents: ConsentsStore,
    private readonly clock: Clock,
  ) {}

  async of(request: AuthorizationRequest, client: Client, caller?: Caller): Promise<Silence> {
    const { userId, sessionId, signedInAt } = caller ?? {};
    const person = userId && sessionId ? await this.users.person(userId) : undefined;
    if (!person || signedInAt === undefined) return needed('login_required');
    if (mustSignInAgain(request, signedInAt, this.clock.now())) return needed('login_required');
    if (request.subject !== undefined && request.subject !== person.id)
      return needed('login_required');
    if (!isProven(request, client)) return needed('interaction_required');
    if (!(await this.isAllowed(request, client, person))) return needed('consent_required');
    return { outcome: 'granted', person, authTime: Math.floor(signedInAt / 1000) };
  }

  /** Everything asked for was allowed before, and is still theirs to give. */
  private async isAllowed(
    request: AuthorizationRequest,
    client: Client,
    person: Person,
  ): Promise<boolean> {
    const { scope, account } = request;
    if (uncovered([...person.scope, ...IDENTITY_SCOPES], scope).length > 0) return false;
    if (account !== undefined && !(await this.accounts.mayUse(account, person.id))) return false;
    return this.consents.covers(person.id, request, client);
  }
}

/**
 * Whether it is certain that the app is the one that the person allowed. Any program on the person's
 * machine can pose as a public app there (RFC 8252 §8.6), so such an app asks every time; without a
 * page it may still be told what to do when the answer goes to a web address of its own.
 */
function isProven({ redirectUri, prompt }: AuthorizationRequest, client: Client): boolean {
  const isConfidential = !client.authentication.includes('none');
  if (prompt === 'none') return isConfidential || redirectUri.startsWith('https:');
  return isConfidential && !isLoopback(redirectUri);
}

function needed(error: OAuthErrorCode): Silence {
  return { outcome: 'needed', error };
}
