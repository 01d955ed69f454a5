import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuditService } from '../audit/audit.service.js';
import { AppearanceController } from './appearance/appearance.controller.js';
import { AppearanceFiles } from './appearance/appearance-files.js';
import { AppearanceService } from './appearance/appearance.service.js';
import { SettingsController } from './settings.controller.js';
import { SettingsQuery } from './settings.query.js';
import { SettingsService } from './settings.service.js';

const DAY_MS = 86_400_000;

/** Wires the settings: what an administrator may change at run time. */
@Module({
  imports: [AuditModule],
  controllers: [SettingsController, AppearanceController],
  providers: [SettingsService, SettingsQuery, AppearanceService, AppearanceFiles],
  exports: [SettingsService, AppearanceService],
})
export class SettingsModule {
  constructor(audit: AuditService, settings: SettingsService) {
    audit.keepFor(() => {
      const days = settings.get('audit.retention_days');
      return days === 0 ? undefined : days * DAY_MS;
    });
  }
}
