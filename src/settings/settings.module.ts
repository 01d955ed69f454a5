import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuditRetention } from './audit-retention.js';
import { SettingChanges } from './setting-changes.js';
import { SettingViews } from './setting-views.js';
import { SettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

/** What an administrator may change at run time. */
@Module({
  imports: [AuditModule],
  controllers: [SettingsController],
  providers: [SettingsService, AuditRetention, SettingChanges, SettingViews],
  exports: [SettingsService, SettingChanges],
})
export class SettingsModule {}
