import { Injectable } from '@nestjs/common';
import { forbidden, Problem } from '../../common/problem.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import type { Caller } from '../../operations/caller.js';
import { KnownDevices } from '../../throttle/known-devices.js';
import type { BrowserReply, BrowserRequest } from '../sessions/browser.js';
import { CookieStrategy } from '../sessions/cookie.strategy.js';
import { PortalCookie } from '../sessions/portal-cookie.js';
import { SignInService } from '../sessions/sign-in.service.js';
import type { LoggedOutDto, LogoutDto } from './logout.dto.js';

/** Where an app wants somebody to go on to who is signed out already. */
export interface SignedOutTarget {
  address: string;
  /** Whether this browser knows the person whom the app names; it goes on without a click then. */
  isKnownBrowser: boolean;
}

/** Serves apps that send a person to sign out (OpenID Connect RP-Initiated Logout). */
@Injectable()
export class LogoutService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly signIns: SignInService,
    private readonly sessions: CookieStrategy,
    private readonly cookie: PortalCookie,
    private readonly devices: KnownDevices,
  ) {}

  /**
   * Ends the portal session.
   * @throws Problem 400 when the app's request cannot be trusted; the session is kept then
   */
  async logOut(
    body: LogoutDto,
    caller: Caller,
    request: BrowserRequest,
    reply: BrowserReply,
  ): Promise<LoggedOutDto> {
    if (!caller.sessionId)
      throw forbidden('session_required', 'Only a person in the portal can sign out here.');
    const { redirectTo, subject } = await this.trustedTarget(body);
    if (subject !== undefined && subject !== caller.userId)
      throw refused('The id_token_hint is about somebody else.');
    await this.signIns.signOut(request, reply);
    return { redirectTo };
  }

  /**
   * Where to go on when nobody is signed in (any more): the session ended by itself, or in another tab.
   * Nothing when somebody is signed in, or when the app's request cannot be trusted. Only whom this
   * browser knows goes on without a click: with a hint about somebody else, anybody could make links
   * of ours that lead to their own site (RFC 9700 §4.11.2).
   */
  async targetOfSignedOut(
    request: BrowserRequest,
    query: Record<string, unknown>,
  ): Promise<SignedOutTarget | undefined> {
    const parameter = (name: string) => {
      const value = query[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const postLogoutRedirectUri = parameter('post_logout_redirect_uri');
    if (postLogoutRedirectUri === undefined || (await this.sessions.callerOf(request)))
      return undefined;
    const target = await this.targetOf({
      postLogoutRedirectUri,
      idTokenHint: parameter('id_token_hint'),
      clientId: parameter('client_id'),
      state: parameter('state'),
    });
    if (target instanceof OAuthError || !target.redirectTo) return undefined;
    const { redirectTo: address, subject } = target;
    const device = this.cookie.readDevice(request);
    const isKnownBrowser =
      subject !== undefined && this.devices.read(device, subject) !== undefined;
    return { address, isKnownBrowser };
  }

  private async trustedTarget(body: LogoutDto) {
    const target = await this.targetOf(body);
    if (target instanceof OAuthError) throw refused(target.description);
    return target;
  }

  /** Where the app wants the person to go; the refusal when its request cannot be trusted. */
  private async targetOf(body: LogoutDto) {
    try {
      return await this.server.afterLogout(body);
    } catch (error) {
      if (error instanceof OAuthError) return error;
      throw error;
    }
  }
}

function refused(detail: string): Problem {
  return new Problem(400, 'invalid_request', detail);
}
