import { Injectable } from '@nestjs/common';
import { AppsService } from '../../apps/apps.service.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import type { Whoami } from './whoami.dto.js';

/** Answers `GET /authorization/whoami`. */
@Injectable()
export class WhoamiService {
  constructor(
    private readonly users: UsersService,
    private readonly apps: AppsService,
  ) {}

  async of(caller: Caller): Promise<Whoami> {
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
      scopes: caller.authority,
    };
  }
}
