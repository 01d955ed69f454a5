import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RolesModule } from '../roles/roles.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountViews } from './account-views.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { Activation } from './activation.service.js';
import { ConsumerAppsController } from './consumer-apps.controller.js';
import { ConsumerGrantsController } from './consumer-grants.controller.js';
import { ConsumerGrants } from './consumer-grants.service.js';
import { ConsumerScopesController } from './consumer-scopes.controller.js';
import { ConsumerScopes } from './consumer-scopes.service.js';
import { LoginController } from './login.controller.js';
import { ConsumerLogin } from './login.service.js';
import { Newcomers } from './newcomers.js';
import { OwnAccount } from './own-account.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { PasswordChange } from './password-change.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordReset } from './password-reset.service.js';
import { Passwords } from './passwords.js';
import { PersonalTokenRecord } from './personal-token-record.js';
import { PersonalTokenRules } from './personal-token-rules.js';
import { PersonalTokensController } from './personal-tokens.controller.js';
import { PersonalTokens } from './personal-tokens.service.js';
import { RegistrationRules } from './registration-rules.js';
import { RegistrationController } from './registration.controller.js';
import { Registration } from './registration.service.js';
import { SecondFactorController } from './second-factor.controller.js';

/** The developer's own view: register, log in, my account, my apps, my tokens, my grants. */
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    SettingsModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    MailModule,
    ThrottleModule,
    AppsModule,
    AuthModule,
  ],
  controllers: [
    RegistrationController,
    LoginController,
    PasswordResetController,
    AccountController,
    SecondFactorController,
    ConsumerAppsController,
    ConsumerGrantsController,
    PersonalTokensController,
    ConsumerScopesController,
  ],
  providers: [
    Registration,
    RegistrationRules,
    Newcomers,
    Activation,
    ConsumerLogin,
    Passwords,
    PasswordReset,
    PasswordChange,
    OwnAccount,
    AccountService,
    AccountViews,
    OwnSecondFactor,
    ConsumerGrants,
    PersonalTokens,
    PersonalTokenRules,
    PersonalTokenRecord,
    ConsumerScopes,
  ],
})
export class ConsumerModule {}
