import { Injectable } from '@nestjs/common';
import { AuthorizationRequestsStore } from '../../auth/authorize/authorization-requests.store.js';
import { languageOf } from '../../common/language.js';
import { KnownDevices } from '../../throttle/known-devices.js';
import { AuthenticationService, requireKnown } from '../../users/login/authentication.service.js';
import type { SignInDto } from '../../users/login/sign-in.dto.js';
import type { BrowserReply, BrowserRequest } from './browser.js';
import { PortalCookie } from './portal-cookie.js';
import type { SignedInDto } from './sessions.dto.js';
import { SessionsService } from './sessions.service.js';

/** Signs people in to the portal and out of it: the session, and its cookie. */
@Injectable()
export class SignInService {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly sessions: SessionsService,
    private readonly cookie: PortalCookie,
    private readonly requests: AuthorizationRequestsStore,
    private readonly devices: KnownDevices,
  ) {}

  /** @throws Problem 401 `invalid_credentials` or `mfa_required`; 403 `foreign_origin`; 429 */
  async signIn(
    body: SignInDto,
    request: BrowserRequest,
    reply: BrowserReply,
  ): Promise<SignedInDto> {
    this.cookie.refuseForeignOrigin(request);
    const device = this.cookie.readDevice(request);
    const language = languageOf(request.headers['accept-language']);
    const { person, secondFactor } = requireKnown(
      await this.authentication.authenticate({ ...body, ip: request.ip, device, language }),
    );
    await this.endCurrent(request);
    const userAgent = request.headers['user-agent'];
    const origin = {
      ip: request.ip,
      userAgent: userAgent === undefined ? undefined : String(userAgent),
    };
    reply.header(
      'set-cookie',
      this.cookie.set(await this.sessions.open(person, secondFactor, origin)),
    );
    reply.header('set-cookie', this.cookie.setDevice(this.devices.issue(person.id)));
    return { id: person.id, username: person.username, scopes: person.scope };
  }

  /** Ends the session, if there is one, and clears its cookie. @throws Problem 403 `foreign_origin` */
  async signOut(request: BrowserRequest, reply: BrowserReply): Promise<void> {
    const secret = this.cookie.read(request);
    if (secret !== undefined) this.cookie.requireOwnOrigin(request);
    await this.endCurrent(request);
    reply.header('set-cookie', this.cookie.clear());
  }

  private async endCurrent(request: BrowserRequest): Promise<void> {
    const secret = this.cookie.read(request);
    const session = secret === undefined ? undefined : await this.sessions.find(secret);
    if (!session) return;
    await this.sessions.end(session, request.ip);
    await this.requests.release(session.id);
  }
}
