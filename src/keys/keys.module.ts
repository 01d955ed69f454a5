import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { Sweeper } from '../database/sweeper.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { ApiKey } from './api-key.entity.js';
import { KeyImportService } from './key-import.service.js';
import { KeysCache } from './keys.cache.js';
import { KeysController } from './keys.controller.js';
import { KeysQuery } from './keys.query.js';
import { KeysService } from './keys.service.js';

/** Keys that are over tell for so long whose they were. */
const KEEP_MS = 30 * 86_400_000;

/** API keys: credentials that an app sends as they are. */
@Module({
  imports: [AuditModule, ScopesModule, AppsModule],
  controllers: [KeysController],
  providers: [KeysCache, KeysQuery, KeysService, KeyImportService],
  exports: [KeysCache, KeysQuery, KeysService],
})
export class KeysModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(ApiKey, 'expiresAt', KEEP_MS);
    sweeper.sweep(ApiKey, 'endsAt', KEEP_MS);
  }
}
