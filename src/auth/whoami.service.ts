import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AppsService } from '../apps/apps.service.js';
import type { Caller } from '../operations/caller.js';
import { UsersService } from '../users/users.service.js';

class WhoamiApp {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
}

/** Whom a token stands for: a person, an app, or an app for a person. */
export class Whoami {
  @ApiProperty({ description: 'The token’s `sub`.' }) id: string;
  @ApiPropertyOptional() username?: string;
  @ApiPropertyOptional() email?: string;
  @ApiPropertyOptional() roleId?: string;
  @ApiPropertyOptional() role?: string;
  @ApiPropertyOptional({ description: 'The app, unless the person logged in without one.' })
  app?: WhoamiApp;
  @ApiPropertyOptional({ description: 'The only account the token works for.' }) account?: string;
  @ApiProperty({ type: [String], description: 'What may be used now.' }) scopes: string[];
}

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
