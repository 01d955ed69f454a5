import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Sweeper } from '../database/sweeper.js';
import { MailModule } from '../mail/mail.module.js';
import { RolesModule } from '../roles/roles.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { FirstAdministrator } from './first-administrator.js';
import { LoginNotes } from './login/login-notes.js';
import { LoginService } from './login/login.service.js';
import { Logins } from './login/logins.js';
import { MailToken } from './mail/mail-token.entity.js';
import { MailTokensService } from './mail/mail-tokens.service.js';
import { Notices } from './mail/notices.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { Reach } from './reach.js';
import { Totp } from './second-factor/totp.js';
import { UserAdministration } from './user-administration.js';
import { UserLinks } from './mail/user-links.js';
import { UserMails } from './mail/user-mails.js';
import { UserViews } from './user-views.js';
import { UserWrites } from './user-writes.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

const OFFERED = [
  UsersService,
  Reach,
  UserWrites,
  UserViews,
  UserLinks,
  LoginService,
  Logins,
  Notices,
  SecondFactorService,
  MailTokensService,
];

/** The people: who they are, how they are recognised, what may be done to them. */
@Module({
  imports: [AuditModule, MailModule, RolesModule, ThrottleModule],
  controllers: [UsersController],
  providers: [
    ...OFFERED,
    FirstAdministrator,
    LoginNotes,
    RecoveryCodes,
    Totp,
    UserAdministration,
    UserMails,
  ],
  exports: OFFERED,
})
export class UsersModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(MailToken, 'expiresAt', 0, ['digest']);
  }
}
