import { Module } from '@nestjs/common';
import { ApisModule } from '../apis/apis.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { GateModule } from '../gate/gate.module.js';
import { Sweeper } from '../database/sweeper.js';
import { RolesModule } from '../roles/roles.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { UsersModule } from '../users/users.module.js';
import { AttentionQuery } from './attention.query.js';
import { FirstStepsQuery } from './first-steps.query.js';
import { MailModule } from '../mail/mail.module.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { CreatedCount } from './created-count.entity.js';
import { RemovedCount } from './removed-count.entity.js';
import { StatisticController } from './statistic.controller.js';
import { StatisticService } from './statistic.service.js';
import { SystemController } from './system.controller.js';

const DAY_MS = 86_400_000;

/** Wires health, facts and metrics. */
@Module({
  imports: [
    SettingsModule,
    MailModule,
    ScopesModule,
    RolesModule,
    UsersModule,
    AppsModule,
    ApisModule,
    AuthModule,
    GateModule,
  ],
  controllers: [SystemController, MetricsController, StatisticController],
  providers: [Readiness, Metrics, StatisticService, AttentionQuery, FirstStepsQuery],
  exports: [Readiness],
})
export class SystemModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(RemovedCount, 'day', 100 * DAY_MS, ['kind', 'day'], DAY_MS);
    sweeper.sweep(CreatedCount, 'day', 400 * DAY_MS, ['kind', 'day'], DAY_MS);
  }
}
