import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { RolesCache } from './roles.cache.js';
import { RolesController } from './roles.controller.js';
import { RolesQuery } from './roles.query.js';
import { RolesSeed } from './roles.seed.js';
import { RolesService } from './roles.service.js';

/** Wires roles: what users may do. */
@Module({
  imports: [AuditModule, SettingsModule, ScopesModule],
  controllers: [RolesController],
  providers: [RolesService, RolesQuery, RolesCache, RolesSeed],
  exports: [RolesService, RolesCache, RolesSeed],
})
export class RolesModule {}
