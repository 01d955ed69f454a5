import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { Problem } from '../../common/problem.js';
import { GrantsService } from '../../auth/grants/grants.service.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import type { Issued } from '../../oauth/token-profiles.js';
import type { Caller } from '../../operations/caller.js';
import {
  AuthenticationService,
  type LoginAttempt,
  requireKnown,
} from '../../users/login/authentication.service.js';
import type { LoginTokensDto } from './consumer-login.dto.js';

/** Logs people in and out by tokens of their own, without an app. */
@Injectable()
export class ConsumerLoginService {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly server: AuthorizationServer,
    private readonly grants: GrantsService,
    private readonly changes: Changes,
  ) {}

  /** @throws Problem 401 `invalid_credentials` or `mfa_required` */
  async logIn(attempt: LoginAttempt): Promise<LoginTokensDto> {
    const { person, secondFactor } = requireKnown(await this.authentication.authenticate(attempt));
    return toDto(await this.server.login(person, secondFactor));
  }

  /** @throws Problem 401 `invalid_grant` */
  async renew(refreshToken: string, ip: string): Promise<LoginTokensDto> {
    try {
      return toDto(await this.server.renewLogin(refreshToken, ip));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      throw new Problem(401, error.error, error.description);
    }
  }

  /** Ends the tokens that the request came with. */
  async logOut(caller: Caller): Promise<void> {
    const { grantId } = caller;
    if (grantId === undefined) return;
    await this.changes.run(caller, 'consumer.logout', async (tx, about) => {
      await this.grants.revoke(tx, grantId);
      about({ subject: `grant:${grantId}` });
    });
  }
}

function toDto(issued: Issued): LoginTokensDto {
  return {
    token: issued.accessToken,
    expires_in: issued.lifetime,
    refresh_token: issued.refreshToken ?? '',
    scope: issued.scope.join(' '),
  };
}
