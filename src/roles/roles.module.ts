import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DefaultRole } from './default-role.js';
import { RoleChanges } from './role-changes.js';
import { RoleRules } from './role-rules.js';
import { RoleRows } from './role-rows.js';
import { RoleViews } from './role-views.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';

/** What people may do. */
@Module({
  imports: [AuditModule, SettingsModule, ScopesModule],
  controllers: [RolesController],
  providers: [RolesService, RoleRows, DefaultRole, RoleRules, RoleChanges, RoleViews],
  exports: [RolesService],
})
export class RolesModule {}
