import { Injectable } from '@nestjs/common';
import type { AppRegistration } from '../../apps/app.entity.js';
import type { Transaction } from '../../database/transaction.js';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import { OAuthError } from '../../oauth/errors.js';
import { covers } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { RolesCache } from '../../roles/roles.cache.js';
import { SettingsService } from '../../settings/settings.service.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { networkOf } from '../../throttle/network.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import type { OAuthRequest } from '../oauth-endpoint.service.js';
import { InitialAccessService } from './initial-access.service.js';
import { type Cap, CODE, REFRESH, WHOLE } from './registered-grants.js';
import { UsersCache } from '../../users/users.cache.js';

/** What the person needs to create initial access tokens, now as then. */
const CREATE_TOKENS = 'backend.initial_access.create';
/** A client that anybody can make proves nothing, and acts for people alone. */
const OPEN: Cap = { methods: ['none'], usualMethod: 'none', grantTypes: [CODE, REFRESH] };

/** In whose name a program registers itself, and for what at most. */
export interface Registrar extends Cap {
  caller: Caller;
  registration: AppRegistration;
  scopes: string[];
  /** Done in the transaction that makes the app. @throws OAuthError 401 */
  settle: (tx: Transaction) => Promise<void>;
}

/** Lets programs register themselves: whoever has an initial access token, or everybody. */
@Injectable()
export class Registrars {
  constructor(
    private readonly settings: SettingsService,
    private readonly tokens: InitialAccessService,
    private readonly users: UsersCache,
    private readonly roles: RolesCache,
    private readonly throttle: ThrottleService,
  ) {}

  /** @throws OAuthError 403 when registration is off, 401 without a live token; Problem 429 */
  async of({ headers, ip }: OAuthRequest): Promise<Registrar> {
    const setting = this.settings.get('oauth.dynamic_registration');
    if (setting === 'off')
      throw new OAuthError('access_denied', 'Dynamic registration is off.', { ownStatus: 403 });
    const { authorization } = headers;
    if (setting === 'open' && authorization === undefined) return this.anybody(ip);
    return this.holder(String(authorization ?? ''), ip);
  }

  private async holder(authorization: string, ip: string | undefined): Promise<Registrar> {
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    const row = token === undefined ? undefined : await this.tokens.find(token);
    const person = row && (await this.users.person(row.userId));
    if (!person || !covers(person.scope, CREATE_TOKENS)) throw refusal(token !== undefined);
    const { scopes, grantTypes } = await this.tokens.capOf(row, person.scope);
    return {
      ...WHOLE,
      caller: callerOf(person.id, scopes, ip),
      registration: 'token',
      scopes,
      grantTypes,
      settle: async (tx) => {
        if (!(await this.tokens.spend(tx, row.id))) throw refusal(true);
      },
    };
  }

  private async anybody(ip: string | undefined): Promise<Registrar> {
    await this.throttle.consume(BUDGETS.openRegistration, networkOf(ip));
    const scopes = await this.tokens.usual((await this.roles.default()).scopes);
    const caller = callerOf('', scopes, ip);
    return { ...OPEN, caller, registration: 'open', scopes, settle: async () => undefined };
  }
}

/** @param personId empty when nobody answers for the app */
function callerOf(personId: string, effectiveScopes: string[], ip: string | undefined): Caller {
  return {
    subject: personId,
    personId,
    ...(personId && { userId: personId }),
    clientId: BUILT_IN_CLIENT.id,
    effectiveScopes,
    ownLogin: false,
    secondFactor: false,
    ip,
  };
}

/** RFC 6750 §3.1: without a token the challenge names no error. */
function refusal(sent: boolean): OAuthError {
  const error = sent ? ', error="invalid_token"' : '';
  return new OAuthError('invalid_token', 'Registration needs a live initial access token.', {
    ownStatus: 401,
    headers: { 'www-authenticate': `Bearer realm="gatehouse"${error}` },
  });
}
