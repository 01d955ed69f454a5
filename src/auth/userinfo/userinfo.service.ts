import { Injectable } from '@nestjs/common';
import { AppsCache } from '../../apps/apps.cache.js';
import { forbidden } from '../../common/problem.js';
import { personClaims } from '../../oauth/person-claims.js';
import type { Caller } from '../../operations/caller.js';
import type { UserinfoDto, Whoami } from './userinfo.dto.js';
import { UsersCache } from '../../users/users.cache.js';

/** Tells an app whom its token stands for. */
@Injectable()
export class UserinfoService {
  constructor(
    private readonly users: UsersCache,
    private readonly apps: AppsCache,
  ) {}

  /** @throws Problem 403 when the app acts for itself */
  async userinfo({ userId, effectiveScopes }: Caller): Promise<UserinfoDto> {
    const person = userId === undefined ? undefined : await this.users.person(userId);
    if (!person) throw forbidden('person_required', 'The token does not stand for a person.');
    return personClaims(person, effectiveScopes) as unknown as UserinfoDto;
  }

  /** The person, the app, or both. */
  async whoami(caller: Caller): Promise<Whoami> {
    const user = caller.userId === undefined ? undefined : await this.users.find(caller.userId);
    const app = await this.apps.findByKey(caller.clientId);
    return {
      id: caller.subject,
      ...(user && {
        username: user.username,
        email: user.email,
        roleId: user.roleId,
        role: user.roleName,
      }),
      ...(app && { app: { key: app.key, name: app.name } }),
      ...(caller.account && { account: caller.account }),
      scopes: caller.effectiveScopes,
    };
  }
}
