import { Injectable } from '@nestjs/common';
import passport from 'passport';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import { type CookieRequest, PortalCookie } from './portal-cookie.js';
import { SessionsService } from './sessions.service.js';

/** Needs no role: whoever is signed in may learn who they are. */
const OWN_IDENTITY = 'openid';

/** Turns the portal's cookie into the caller: it opens what the person's role opens. */
@Injectable()
export class CookieStrategy {
  constructor(
    private readonly cookie: PortalCookie,
    private readonly sessions: SessionsService,
    private readonly users: UsersCache,
  ) {
    passport.use('cookie', new PassportCookie((request) => this.callerOf(request)));
  }

  /** The caller of a request with a live session; nobody otherwise. */
  async callerOf(request: CookieRequest): Promise<Caller | undefined> {
    const secret =
      request.headers.authorization === undefined ? this.cookie.read(request) : undefined;
    if (secret === undefined) return undefined;
    const session = await this.sessions.find(secret);
    const person = session && (await this.users.person(session.userId));
    if (!session || !person || person.epoch !== session.userEpoch) return undefined;
    this.cookie.requireOwnOrigin(request);
    return {
      subject: person.id,
      personId: person.id,
      userId: person.id,
      clientId: 'gatehouse',
      effectiveScopes: [...person.scope, OWN_IDENTITY],
      sessionId: session.id,
      signedInAt: session.createdAt.getTime(),
      ownLogin: true,
      confirmedAt: (session.confirmedAt ?? session.createdAt).getTime(),
      secondFactor: session.secondFactor,
    };
  }
}

/** Answers Passport with the caller. */
class PassportCookie extends passport.Strategy {
  constructor(private readonly callerOf: (request: CookieRequest) => Promise<Caller | undefined>) {
    super();
  }

  override authenticate(request: CookieRequest): void {
    this.callerOf(request).then(
      (caller) => (caller ? this.success(caller) : this.fail(401)),
      (error: unknown) => this.error(error),
    );
  }
}
