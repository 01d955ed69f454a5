import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountsModule } from './accounts/accounts.module.js';
import { ApisModule } from './apis/apis.module.js';
import { AppsModule } from './apps/apps.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { ClientRegistrationModule } from './auth/client-registration/client-registration.module.js';
import { BinModule } from './bin/bin.module.js';
import type { Clock } from './common/clock.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { ConsumerModule } from './consumer/consumer.module.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { GateModule } from './gate/gate.module.js';
import { KeysModule } from './keys/keys.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PagesModule } from './pages/pages.module.js';
import { PortalModule } from './portal/portal.module.js';
import { RolesModule } from './roles/roles.module.js';
import { SampleModule } from './sample/sample.module.js';
import { ScopesModule } from './scopes/scopes.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SystemModule } from './system/system.module.js';
import { UsersModule } from './users/users.module.js';

/** Every module, in reading order. */
@Module({
  imports: [
    DatabaseModule.forRoot(entities),
    OperationsModule,
    PassportModule.register({ session: false }),
    AuditModule,
    BinModule,
    SettingsModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    AccountsModule,
    AppsModule,
    KeysModule,
    ApisModule,
    PagesModule,
    AuthModule,
    ClientRegistrationModule,
    ConsumerModule,
    GateModule,
    SampleModule,
    SystemModule,
    PortalModule,
  ],
})
export class AppModule {
  /** The application with its configuration; a test may bring a clock and further controllers. */
  static forRoot(config: Config, clock?: Clock, controllers: Type[] = []): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.forRoot(config, clock)], controllers };
  }
}
