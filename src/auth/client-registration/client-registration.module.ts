import { Module } from '@nestjs/common';
import { AppsModule } from '../../apps/apps.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { RolesModule } from '../../roles/roles.module.js';
import { ScopesModule } from '../../scopes/scopes.module.js';
import { SettingsModule } from '../../settings/settings.module.js';
import { ThrottleModule } from '../../throttle/throttle.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AuthModule } from '../auth.module.js';
import { InitialAccessController } from './initial-access.controller.js';
import { InitialAccessService } from './initial-access.service.js';
import { Registrars } from './registrars.js';
import { ClientRegistrationController } from './client-registration.controller.js';
import { ClientRegistrationService } from './client-registration.service.js';
import { UnusedApps } from './unused-apps.js';

/** Programs that register themselves (RFC 7591), and the tokens that let them. */
@Module({
  imports: [
    AuditModule,
    SettingsModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    ThrottleModule,
    AppsModule,
    AuthModule,
  ],
  controllers: [ClientRegistrationController, InitialAccessController],
  providers: [InitialAccessService, Registrars, ClientRegistrationService, UnusedApps],
})
export class ClientRegistrationModule {}
