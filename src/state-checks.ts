import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from './common/clock.js';
import type { StateCheck, StateRule } from './common/state-rule.js';
import { aheadFault, readTime } from './common/time.js';
import { schemeFault } from './oauth/redirect-uri.js';
import { RolesCache } from './roles/roles.cache.js';
import { ScopesService } from './scopes/scopes.service.js';
import { SettingsService } from './settings/settings.service.js';
import { UsersCache } from './users/users.cache.js';

/** How fields marked by `Later` are checked, in the words of the services that check them again. */
export function stateChecks(app: INestApplicationContext): Record<StateRule, StateCheck> {
  return {
    knownScopes: (names: string[]) => app.get(ScopesService).unknownFault(names),
    knownRole: async (id: string) =>
      (await app.get(RolesCache).find(id)) ? undefined : ['unknown_role', 'There is no such role.'],
    knownPerson: async (id: string) =>
      (await app.get(UsersCache).find(id))
        ? undefined
        : ['unknown_person', 'There is no such person.'],
    allowedSchemes: (uris: string[]) => {
      const allowed = app.get(SettingsService).get('oauth.redirect_schemes');
      return uris.map((uri) => schemeFault(uri, allowed, true)).find(Boolean);
    },
    aheadOfNow: (time: string, days: number) =>
      aheadFault(readTime(time), app.get(Clock).now(), days),
  };
}
