import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { BinModule } from '../bin/bin.module.js';
import { Sweeper } from '../database/sweeper.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { UsersModule } from '../users/users.module.js';
import { ActivityController } from './activity/activity.controller.js';
import { ActivityQuery } from './activity/activity.query.js';
import { ActivityService } from './activity/activity.service.js';
import { ActivityDay } from './activity/activity-day.entity.js';
import { AppActivity } from './activity/app-activity.entity.js';
import { AppsBin } from './apps.bin.js';
import { AppsCache } from './apps.cache.js';
import { AppsController } from './apps.controller.js';
import { AppsHooks } from './apps.hooks.js';
import { AppsPolicy } from './apps.policy.js';
import { AppsQuery } from './apps.query.js';
import { AppsService } from './apps.service.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { AppSecretsService } from './secrets/app-secrets.service.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Apps: what they may do, their secrets, and what they did. */
@Module({
  imports: [AuditModule, BinModule, SettingsModule, ScopesModule, UsersModule, AccountsModule],
  controllers: [AppsController, ActivityController],
  providers: [
    AppsService,
    AppsQuery,
    AppsCache,
    AppsPolicy,
    AppsHooks,
    AppsBin,
    AppSecretsService,
    ActivityService,
    ActivityQuery,
  ],
  exports: [
    AppsService,
    AppsQuery,
    AppsCache,
    AppsPolicy,
    AppsHooks,
    AppSecretsService,
    ActivityService,
    ActivityQuery,
  ],
})
export class AppsModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(AppSecret, 'expiresAt', DAY_MS);
    sweeper.sweep(ActivityDay, 'day', 400 * DAY_MS, ['day'], DAY_MS);
    sweeper.sweep(AppActivity, 'hour', 90 * DAY_MS, ['appId', 'hour', 'event', 'detail'], HOUR_MS);
  }
}
