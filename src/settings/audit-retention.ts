import { Injectable } from '@nestjs/common';
import { AuditEntry } from '../audit/audit-entry.entity.js';
import { Sweeper } from '../database/sweeper.js';
import { SettingsService } from './settings.service.js';

const DAY_MS = 86_400_000;

/** Removes entries of the audit that are older than an administrator wants them. */
@Injectable()
export class AuditRetention {
  constructor(sweeper: Sweeper, settings: SettingsService) {
    sweeper.sweep(AuditEntry, 'at', () => {
      const days = settings.get('audit.retention_days');
      return days === 0 ? undefined : days * DAY_MS;
    });
  }
}
