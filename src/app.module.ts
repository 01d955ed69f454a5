import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountsModule } from './accounts/accounts.module.js';
import { AppsModule } from './apps/apps.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { RegistrationModule } from './auth/registration/registration.module.js';
import type { Clock } from './common/clock.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { ConsumerModule } from './consumer/consumer.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PortalModule } from './portal/portal.module.js';
import { RolesModule } from './roles/roles.module.js';
import { ScopesModule } from './scopes/scopes.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { SystemModule } from './system/system.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { UsersModule } from './users/users.module.js';

/** The map of the house, in reading order. */
@Module({
  imports: [
    DatabaseModule,
    OperationsModule,
    PassportModule.register({ session: false }),
    AuditModule,
    SettingsModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    AccountsModule,
    AppsModule,
    AuthModule,
    RegistrationModule,
    ConsumerModule,
    DeliveriesModule,
    TasksModule,
    SystemModule,
    PortalModule,
  ],
})
export class AppModule {
  /** The house with its configuration; a test may bring a clock and further controllers. */
  static for(config: Config, clock?: Clock, controllers: Type[] = []): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.for(config, clock)], controllers };
  }
}
