import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { Sweeper } from '../database/sweeper.js';
import { RolesModule } from '../roles/roles.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { ApisCache } from './apis.cache.js';
import { ApisController } from './apis.controller.js';
import { ApisQuery } from './apis.query.js';
import { ApisService } from './apis.service.js';
import { ApiCall } from './calls/api-call.entity.js';
import { CallsService } from './calls/calls.service.js';
import { ConsequencesService } from './imports/consequences.service.js';
import { ImportsService } from './imports/imports.service.js';
import { FormerNamesOfOperations } from './operations/former-names.js';
import { ImportedOperationsController } from './operations/imported-operations.controller.js';
import { ImportedOperationsService } from './operations/imported-operations.service.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The provider's own APIs, as imported from their OpenAPI documents. */
@Module({
  imports: [AuditModule, ScopesModule, RolesModule, AppsModule],
  controllers: [ApisController, ImportedOperationsController],
  providers: [
    ApisService,
    ApisQuery,
    ApisCache,
    ImportsService,
    ConsequencesService,
    ImportedOperationsService,
    FormerNamesOfOperations,
    CallsService,
  ],
  exports: [ApisCache, ApisQuery, CallsService],
})
export class ApisModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(ApiCall, 'hour', 31 * DAY_MS, ['apiId', 'hour', 'operation', 'appKey', 'outcome'], HOUR_MS); // prettier-ignore
  }
}
