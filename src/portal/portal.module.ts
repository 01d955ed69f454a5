import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';
import { Sweeper } from '../database/sweeper.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { Logins } from '../users/login/logins.js';
import { UsersModule } from '../users/users.module.js';
import { UsersService } from '../users/users.service.js';
import { PortalCookie } from './cookie.js';
import { ConfirmationController } from './confirmation.controller.js';
import { ConfirmationsService } from './confirmations.service.js';
import { CookieStrategy } from './cookie.strategy.js';
import { Everywhere } from './everywhere.js';
import { LogoutController } from './logout.controller.js';
import { LogoutService } from './logout.service.js';
import { OwnSessionController } from './own-session.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { SettingsModule } from '../settings/settings.module.js';
import { PortalPage } from './portal-page.js';
import { PortalSession } from './portal-session.entity.js';
import { SessionController } from './session.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { serveSignOut } from './sign-out.route.js';
import { SignedOutService } from './signed-out.service.js';
import { type FastifyLike, serveFiles } from './static-files.js';

/** The portal: its sessions, and the files of the browser application. */
@Module({
  imports: [AuditModule, AuthModule, SettingsModule, ThrottleModule, UsersModule],
  controllers: [
    SessionController,
    OwnSessionController,
    LogoutController,
    OwnSessionsController,
    ConfirmationController,
  ],
  providers: [
    PortalCookie,
    PortalPage,
    SessionsService,
    CookieStrategy,
    SignInService,
    LogoutService,
    SignedOutService,
    OwnSessionsService,
    Everywhere,
    ConfirmationsService,
  ],
})
export class PortalModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly page: PortalPage,
    private readonly config: Config,
    private readonly signedOut: SignedOutService,
    users: UsersService,
    logins: Logins,
    sessions: SessionsService,
    cookie: PortalCookie,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(PortalSession, 'expiresAt', 0);
    logins.register({
      end: (tx, userId, { sessionId }) => sessions.endAll(tx, userId, sessionId),
      keep: async (tx, { sessionId }, person) =>
        sessionId && cookie.set(await sessions.renew(tx, sessionId, person)),
    });
    users.onRemove(async (tx, userId) => void (await tx.rows.delete(PortalSession, { userId })));
  }

  async onModuleInit(): Promise<void> {
    const fastify = this.host.httpAdapter.getInstance<FastifyLike>();
    serveSignOut(fastify, this.config.publicUrl, this.signedOut, this.page);
    const { folder } = this.page;
    if (folder) await serveFiles(fastify, this.page, folder);
  }
}
