import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { ConsentQuery } from '../auth/authorize/consent.query.js';
import { Config } from '../config/config.js';
import { Sweeper } from '../database/sweeper.js';
import { PagesModule } from '../pages/pages.module.js';
import { AppearanceService } from '../settings/appearance/appearance.service.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { Logins } from '../users/login/logins.js';
import { UsersModule } from '../users/users.module.js';
import { UsersService } from '../users/users.service.js';
import { ConfirmationController } from './confirmation/confirmation.controller.js';
import { ConfirmationService } from './confirmation/confirmation.service.js';
import { LogoutController } from './logout/logout.controller.js';
import { LogoutService } from './logout/logout.service.js';
import { serveSignOut } from './logout/sign-out.route.js';
import { PortalPage } from './portal-page.js';
import { ConsumerSessionsController } from './sessions/consumer-sessions.controller.js';
import { CookieStrategy } from './sessions/cookie.strategy.js';
import { PortalCookie } from './sessions/portal-cookie.js';
import { PortalSession } from './sessions/portal-session.entity.js';
import { PortalSessionController } from './sessions/portal-session.controller.js';
import { SessionsQuery } from './sessions/sessions.query.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { serveFiles } from './static-files.js';

/** The portal: its sessions, and the files of the browser application. */
@Module({
  imports: [AuditModule, AuthModule, PagesModule, SettingsModule, ThrottleModule, UsersModule],
  controllers: [
    PortalSessionController,
    ConsumerSessionsController,
    ConfirmationController,
    LogoutController,
  ],
  providers: [
    PortalCookie,
    SessionsService,
    SessionsQuery,
    CookieStrategy,
    SignInService,
    ConfirmationService,
    LogoutService,
    PortalPage,
  ],
})
export class PortalModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly page: PortalPage,
    private readonly config: Config,
    private readonly logouts: LogoutService,
    private readonly consents: ConsentQuery,
    private readonly appearance: AppearanceService,
    users: UsersService,
    logins: Logins,
    sessions: SessionsService,
    cookie: PortalCookie,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(PortalSession, 'expiresAt', 0);
    logins.register({
      revoke: (tx, userId, { sessionId }) => sessions.endAll(tx, userId, sessionId),
      keep: async (tx, { sessionId }, person) =>
        sessionId && cookie.set(await sessions.renew(tx, sessionId, person)),
    });
    users.onRemove((tx, userId) => sessions.endAll(tx, userId));
  }

  async onModuleInit(): Promise<void> {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    serveSignOut(fastify, this.config.publicUrl, this.logouts, this.page, this.appearance);
    const { folder } = this.page;
    if (folder) await serveFiles(fastify, this.page, this.consents, folder);
  }
}
