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
import { ApiCallDay } from './calls/api-call-day.entity.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsQuery } from './calls/calls.query.js';
import { CallsService } from './calls/calls.service.js';
import { ConsumerCallsController } from './calls/consumer-calls.controller.js';
import { LiveCalls } from './calls/live-calls.js';
import { OwnCalls } from './calls/own-calls.js';
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
  controllers: [
    ApisController,
    ImportedOperationsController,
    CallsController,
    ConsumerCallsController,
  ],
  providers: [
    ApisService,
    ApisQuery,
    ApisCache,
    ImportsService,
    ConsequencesService,
    ImportedOperationsService,
    FormerNamesOfOperations,
    CallsService,
    CallsQuery,
    OwnCalls,
    LiveCalls,
  ],
  exports: [ApisCache, ApisQuery, CallsService],
})
export class ApisModule {
  constructor(sweeper: Sweeper) {
    sweeper.sweep(ApiCall, 'hour', 31 * DAY_MS, ['apiId', 'hour', 'operation', 'appKey', 'outcome'], HOUR_MS); // prettier-ignore
    sweeper.sweep(ApiCallDay, 'day', 181 * DAY_MS, ['day', 'apiId', 'operation', 'appKey', 'outcome'], DAY_MS); // prettier-ignore
  }
}
