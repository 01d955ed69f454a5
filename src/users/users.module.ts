import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { BinModule } from '../bin/bin.module.js';
import { Sweeper } from '../database/sweeper.js';
import { MailModule } from '../mail/mail.module.js';
import { RolesModule } from '../roles/roles.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { AuthenticationService } from './login/authentication.service.js';
import { Logins } from './login/logins.js';
import { Letters } from './mail/letters.js';
import { MailPreviewController } from './mail/mail-preview.controller.js';
import { MailToken } from './mail/mail-token.entity.js';
import { MailTokensService } from './mail/mail-tokens.service.js';
import { Notices } from './mail/notices.js';
import { UserMailService } from './mail/user-mail.service.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { UserSupportController } from './support/user-support.controller.js';
import { UserSupportService } from './support/user-support.service.js';
import { UserNames } from './user-names.js';
import { UsersBin } from './users.bin.js';
import { UsersCache } from './users.cache.js';
import { UsersController } from './users.controller.js';
import { UsersQuery } from './users.query.js';
import { UsersSeed } from './users.seed.js';
import { UsersService } from './users.service.js';

const EXPORTED = [
  UsersService,
  UsersBin,
  UserNames,
  UsersQuery,
  UsersCache,
  AuthenticationService,
  Logins,
  SecondFactorService,
  MailTokensService,
  UserMailService,
  Notices,
];

/** Wires what concerns users: who they are, how they sign in, what may be done to them. */
@Module({
  imports: [AuditModule, SettingsModule, BinModule, MailModule, RolesModule, ThrottleModule],
  controllers: [UsersController, UserSupportController, MailPreviewController],
  providers: [...EXPORTED, Letters, UsersSeed, UserSupportService],
  exports: EXPORTED,
})
export class UsersModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(MailToken, 'expiresAt', 0, ['digest']);
  }
}
