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
import { AccountViews } from './account/account-views.js';
import { AccountController } from './account/account.controller.js';
import { AccountService } from './account/account.service.js';
import { ActivationService } from './sign-up/activation.service.js';
import { ConsumerAppsController } from './apps/consumer-apps.controller.js';
import { ConsumerGrantsController } from './grants/consumer-grants.controller.js';
import { ConsumerGrantsService } from './grants/consumer-grants.service.js';
import { ConsumerScopesController } from './scopes/consumer-scopes.controller.js';
import { ConsumerScopesService } from './scopes/consumer-scopes.service.js';
import { LoginController } from './login/login.controller.js';
import { ConsumerLoginService } from './login/login.service.js';
import { Newcomers } from './sign-up/newcomers.js';
import { OwnAccount } from './account/own-account.js';
import { OwnSecondFactor } from './account/own-second-factor.js';
import { PasswordChangeService } from './account/password-change.service.js';
import { PasswordResetController } from './account/password-reset.controller.js';
import { PasswordResetService } from './account/password-reset.service.js';
import { Passwords } from './account/passwords.js';
import { PersonalTokenRules } from './tokens/personal-token-rules.js';
import { PersonalTokensController } from './tokens/personal-tokens.controller.js';
import { PersonalTokensService } from './tokens/personal-tokens.service.js';
import { RegistrationRules } from './sign-up/registration-rules.js';
import { SignUpController } from './sign-up/sign-up.controller.js';
import { SignUpService } from './sign-up/sign-up.service.js';
import { SecondFactorController } from './account/second-factor.controller.js';

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
    SignUpController,
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
    SignUpService,
    RegistrationRules,
    Newcomers,
    ActivationService,
    ConsumerLoginService,
    Passwords,
    PasswordResetService,
    PasswordChangeService,
    OwnAccount,
    AccountService,
    AccountViews,
    OwnSecondFactor,
    ConsumerGrantsService,
    PersonalTokensService,
    PersonalTokenRules,
    ConsumerScopesService,
  ],
})
export class ConsumerModule {}
