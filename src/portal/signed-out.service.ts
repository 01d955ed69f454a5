import { Injectable } from '@nestjs/common';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { OAuthError } from '../oauth/errors.js';
import { KnownDevices } from '../throttle/known-devices.js';
import { PortalCookie } from './cookie.js';
import { CookieStrategy } from './cookie.strategy.js';
import type { Browser } from './sign-in.service.js';

/** Where somebody goes on to who is signed out already. */
export interface WayOn {
  address: string;
  /** Whether they go there without a click. */
  byItself: boolean;
}

/**
 * Leads people on whom an app sends to sign out when nobody is signed in (any more): the session ended
 * by itself, or in another tab.
 */
@Injectable()
export class SignedOutService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly sessions: CookieStrategy,
    private readonly cookie: PortalCookie,
    private readonly devices: KnownDevices,
  ) {}

  /**
   * Nothing when somebody is signed in, or when the app's wish cannot be trusted. Only whom this
   * browser knows goes on without a click: with a hint about somebody else, anybody could make links
   * of ours that lead to their own site (RFC 9700 §4.11.2).
   */
  async wayOn(request: Browser, asked: Record<string, unknown>): Promise<WayOn | undefined> {
    const wish = (name: string) => {
      const value = asked[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const postLogoutRedirectUri = wish('post_logout_redirect_uri');
    if (postLogoutRedirectUri === undefined || (await this.sessions.callerOf(request)))
      return undefined;
    const target = await this.targetOf({
      postLogoutRedirectUri,
      idTokenHint: wish('id_token_hint'),
      clientId: wish('client_id'),
      state: wish('state'),
    });
    if (!target?.redirectTo) return undefined;
    const { redirectTo: address, subject } = target;
    const device = this.cookie.readDevice(request);
    const byItself = subject !== undefined && this.devices.read(device, subject) !== undefined;
    return { address, byItself };
  }

  private async targetOf(wish: Parameters<AuthorizationServer['afterLogout']>[0]) {
    try {
      return await this.server.afterLogout(wish);
    } catch (error) {
      if (error instanceof OAuthError) return undefined;
      throw error;
    }
  }
}
