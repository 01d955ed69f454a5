import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { Sweeper } from '../database/sweeper.js';
import { ActivityLog } from './activity/activity-log.js';
import { ActivityService } from './activity/activity.service.js';
import { AppActivity } from './activity/app-activity.entity.js';
import { AppChanges } from './app-changes.js';
import { AppCreation } from './app-creation.js';
import { AppLinks } from './app-links.js';
import { AppNames } from './app-names.js';
import { AppRules } from './app-rules.js';
import { AppSecrets } from './secrets/app-secrets.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppViews } from './app-views.js';
import { AppsController } from './apps.controller.js';
import { AppsService } from './apps.service.js';
import { KnownApps } from './known-apps.js';
import { SecretUses } from './secrets/secret-uses.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Apps: what they may do, their secrets, and what they did. */
@Module({
  imports: [AuditModule, SettingsModule, ScopesModule, UsersModule, AccountsModule],
  controllers: [AppsController],
  providers: [
    AppsService,
    KnownApps,
    AppViews,
    AppCreation,
    AppChanges,
    AppRules,
    AppSecrets,
    SecretUses,
    ActivityService,
    ActivityLog,
    AppLinks,
    AppNames,
  ],
  exports: [AppsService, ActivityService],
})
export class AppsModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(AppSecret, 'expiresAt', DAY_MS);
    sweeper.sweep(AppActivity, 'hour', 90 * DAY_MS, ['appId', 'hour', 'event', 'detail'], HOUR_MS);
  }
}
