import { Injectable } from '@nestjs/common';
import { ApisQuery } from '../apis/apis.query.js';
import { Config } from '../config/config.js';
import { RolesCache } from '../roles/roles.cache.js';
import { isAsSeeded } from '../roles/roles.seed.js';
import { ScopesQuery } from '../scopes/scopes.query.js';
import { DEFAULT_NAME } from '../settings/appearance/appearance.rules.js';
import { AppearanceService } from '../settings/appearance/appearance.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { UsersQuery } from '../users/users.query.js';
import type { FirstStepsDto } from './attention.dto.js';

const ONE = { startIndex: 0, count: 1 };

/** Finds what a new installation still needs: by what is there, and not by what somebody clicked. */
@Injectable()
export class FirstStepsQuery {
  constructor(
    private readonly config: Config,
    private readonly settings: SettingsService,
    private readonly appearance: AppearanceService,
    private readonly roles: RolesCache,
    private readonly scopes: ScopesQuery,
    private readonly apis: ApisQuery,
    private readonly users: UsersQuery,
  ) {}

  /** @returns nothing when all is done, or an administrator dismissed the list */
  async read(): Promise<FirstStepsDto | null> {
    if (!this.settings.get('portal.first_steps')) return null;
    const role = await this.roles.default();
    const hasApi = (await this.apis.list(ONE)).totalResults > 0;
    const ownScopes = await this.scopes.list({ ...ONE, kind: 'own' });
    const steps = {
      name: this.appearance.provider.name !== DEFAULT_NAME,
      mail: this.config.smtpUrl !== undefined,
      api: hasApi,
      scope: hasApi || ownScopes.totalResults > 0,
      role: !isAsSeeded(role),
      developer: (await this.users.list({ ...ONE, roleId: role.id })).totalResults > 0,
    };
    return Object.values(steps).every(Boolean) ? null : steps;
  }
}
