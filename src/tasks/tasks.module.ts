import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';

/** Sample API: tasks. */
@Module({
  imports: [AccountsModule],
  controllers: [TasksController],
  providers: [TasksService],
})
export class TasksModule {}
