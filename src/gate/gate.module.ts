import { Module } from '@nestjs/common';
import { ApisModule } from '../apis/apis.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { AssertionsService } from './assertions.service.js';
import { DecisionLog } from './decision-log.js';
import { DecisionService } from './decision.service.js';
import { GateEndpoint } from './gate.endpoint.js';
import { GatesCache } from './gates/gates.cache.js';
import { GatesController } from './gates/gates.controller.js';
import { GatesQuery } from './gates/gates.query.js';
import { GatesService } from './gates/gates.service.js';
import { ConsumerRefusalsController } from './refusals/consumer-refusals.controller.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { RefusalsQuery } from './refusals/refusals.query.js';
import { RefusalsService } from './refusals/refusals.service.js';
import { ResourceMetadataController } from './resource-metadata.controller.js';

/** The gate: decides for proxies that stand in front of the provider's APIs. */
@Module({
  imports: [AuditModule, AppsModule, KeysModule, ApisModule, AuthModule],
  controllers: [
    GatesController,
    RefusalsController,
    ConsumerRefusalsController,
    ResourceMetadataController,
  ],
  providers: [
    GatesCache,
    GatesQuery,
    GatesService,
    DecisionService,
    AssertionsService,
    DecisionLog,
    RefusalsService,
    RefusalsQuery,
    GateEndpoint,
  ],
  exports: [GateEndpoint, GatesQuery],
})
export class GateModule {}
