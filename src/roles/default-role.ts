import { Injectable, type OnModuleInit } from '@nestjs/common';
import { forbidden, invalid } from '../common/problem.js';
import { uncovered } from '../oauth/scope.js';
import { SettingsService } from '../settings/settings.service.js';
import { Role } from './role.entity.js';
import { RoleRules } from './role-rules.js';
import { RolesService } from './roles.service.js';

/** Lets `role_default` name a role that exists, and that opens no more than its chooser may. */
@Injectable()
export class DefaultRole implements OnModuleInit {
  constructor(
    private readonly roles: RolesService,
    private readonly settings: SettingsService,
    private readonly rules: RoleRules,
  ) {}

  onModuleInit(): void {
    this.settings.addCheck('role_default', async (value, caller, tx) => {
      const role = await tx.rows.findOneBy(Role, { name: String(value) });
      if (!role) throw invalid('value', 'unknown_role', 'There is no role of this name.');
      const { scopes } = await this.roles.held(role);
      if (uncovered(caller.authority, scopes).length > 0)
        throw forbidden('scope_not_held', 'The role opens more than you may do yourself.');
      this.rules.requireProvenFor(caller, (await this.roles.default()).scopes, scopes);
    });
  }
}
