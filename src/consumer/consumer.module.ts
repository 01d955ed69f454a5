import { Module } from '@nestjs/common';
import { ApisModule } from '../apis/apis.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { BinModule } from '../bin/bin.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PagesModule } from '../pages/pages.module.js';
import { RolesModule } from '../roles/roles.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { UsersModule } from '../users/users.module.js';
import { ConsumerAccountController } from './account/consumer-account.controller.js';
import { ConsumerAccountService } from './account/consumer-account.service.js';
import { ConsumerApisController } from './apis/consumer-apis.controller.js';
import { ConsumerApisService } from './apis/consumer-apis.service.js';
import { ConsumerAppsController } from './apps/consumer-apps.controller.js';
import { ConsumerBinController } from './bin/consumer-bin.controller.js';
import { ConsumerGrantsController } from './grants/consumer-grants.controller.js';
import { ConsumerGrantsService } from './grants/consumer-grants.service.js';
import { ConsumerKeysController } from './keys/consumer-keys.controller.js';
import { ConsumerLoginController } from './login/consumer-login.controller.js';
import { ConsumerLoginService } from './login/consumer-login.service.js';
import { PasswordResetController } from './passwords/password-reset.controller.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { ConsumerScopesController } from './scopes/consumer-scopes.controller.js';
import { ConsumerScopesService } from './scopes/consumer-scopes.service.js';
import { ConsumerSecondFactorController } from './second-factor/consumer-second-factor.controller.js';
import { ConsumerSecondFactorService } from './second-factor/consumer-second-factor.service.js';
import { SignUpController } from './sign-up/sign-up.controller.js';
import { SignUpService } from './sign-up/sign-up.service.js';
import { PersonalTokensController } from './tokens/personal-tokens.controller.js';
import { PersonalTokensService } from './tokens/personal-tokens.service.js';

/** The developer's own view: register, log in, my account, my apps, my tokens, my grants. */
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    BinModule,
    SettingsModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    MailModule,
    ThrottleModule,
    AppsModule,
    ApisModule,
    KeysModule,
    PagesModule,
    AuthModule,
  ],
  controllers: [
    SignUpController,
    ConsumerLoginController,
    PasswordResetController,
    ConsumerAccountController,
    ConsumerSecondFactorController,
    ConsumerApisController,
    ConsumerAppsController,
    ConsumerBinController,
    ConsumerKeysController,
    ConsumerGrantsController,
    PersonalTokensController,
    ConsumerScopesController,
  ],
  providers: [
    SignUpService,
    ConsumerLoginService,
    PasswordsService,
    ConsumerAccountService,
    ConsumerSecondFactorService,
    ConsumerGrantsService,
    PersonalTokensService,
    ConsumerScopesService,
    ConsumerApisService,
  ],
})
export class ConsumerModule {}
