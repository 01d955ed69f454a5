import { Injectable } from '@nestjs/common';
import { forbidden, Problem } from '../common/problem.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { OAuthError } from '../oauth/errors.js';
import type { Caller } from '../operations/caller.js';
import type { LoggedOutDto, LogoutDto } from './logout.dto.js';
import { type Browser, type BrowserReply, SignInService } from './sign-in.service.js';

/** Ends the portal session of a person whom an app sent to sign out. */
@Injectable()
export class LogoutService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly signIns: SignInService,
  ) {}

  /** @throws Problem 400 when the app's wish cannot be trusted; the session is kept then */
  async logOut(
    wish: LogoutDto,
    caller: Caller,
    request: Browser,
    reply: BrowserReply,
  ): Promise<LoggedOutDto> {
    if (!caller.sessionId)
      throw forbidden('session_required', 'Only a person in the portal can sign out here.');
    const { redirectTo, subject } = await this.targetOf(wish);
    if (subject !== undefined && subject !== caller.userId)
      throw refused('The id_token_hint is about somebody else.');
    await this.signIns.signOut(request, reply);
    return { redirectTo };
  }

  private async targetOf(wish: LogoutDto) {
    try {
      return await this.server.afterLogout(wish);
    } catch (error) {
      if (error instanceof OAuthError) throw refused(error.description);
      throw error;
    }
  }
}

function refused(detail: string): Problem {
  return new Problem(400, 'invalid_request', detail);
}
