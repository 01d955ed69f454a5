import { Injectable } from '@nestjs/common';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import { OAuthError } from '../../oauth/errors.js';
import { covers } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { SettingsService } from '../../settings/settings.service.js';
import { UsersService } from '../../users/users.service.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { InitialAccessTokens } from './initial-access-tokens.js';

/** What the person needs for making initial access tokens, now as then. */
const MINTING = 'backend.initial_access.create';

/** In whose name a program registers itself. */
@Injectable()
export class Registrars {
  constructor(
    private readonly settings: SettingsService,
    private readonly tokens: InitialAccessTokens,
    private readonly users: UsersService,
  ) {}

  /** @throws OAuthError 403 when registration is off, 401 without a live initial access token */
  async of({ headers, ip }: ProtocolRequest): Promise<Caller> {
    if (!this.settings.get('oauth.dynamic_registration'))
      throw new OAuthError('access_denied', 'Dynamic registration is off.', { ownStatus: 403 });
    const token = /^bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1];
    const row = token === undefined ? undefined : await this.tokens.find(token);
    const person = row && (await this.users.person(row.userId));
    if (!person || !covers(person.scope, MINTING)) throw refusal(token !== undefined);
    return {
      subject: person.id,
      personId: person.id,
      userId: person.id,
      clientId: BUILT_IN_CLIENT.id,
      authority: person.scope,
      ownLogin: false,
      secondFactor: false,
      ip,
    };
  }
}

/** RFC 6750 §3.1: without a token the challenge names no error. */
function refusal(sent: boolean): OAuthError {
  const error = sent ? ', error="invalid_token"' : '';
  return new OAuthError('invalid_token', 'Registration needs a live initial access token.', {
    ownStatus: 401,
    headers: { 'www-authenticate': `Bearer realm="gatehouse"${error}` },
  });
}
