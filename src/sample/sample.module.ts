import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { RowQuota } from './row-quota.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';

/** The sample API, to try tokens on: deliveries and tasks. */
@Module({
  imports: [AccountsModule, SettingsModule],
  controllers: [DeliveriesController, TasksController],
  providers: [DeliveriesService, TasksService, RowQuota],
})
export class SampleModule {}
