import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { StatisticController } from './statistic.controller.js';
import { StatisticService } from './statistic.service.js';
import { SystemController } from './system.controller.js';

/** Health, facts and figures. */
@Module({
  imports: [SettingsModule, AppsModule, AuthModule],
  controllers: [SystemController, MetricsController, StatisticController],
  providers: [Readiness, Metrics, StatisticService],
  exports: [Readiness],
})
export class SystemModule {}
