import { Injectable } from '@nestjs/common';
import { notFound } from '../../common/problem.js';
import { UserViews } from '../../users/user-views.js';
import { UsersService } from '../../users/users.service.js';
import type { OwnAccountDto } from './account.dto.js';

/** One's own account, as answers show it. */
@Injectable()
export class AccountViews {
  constructor(
    private readonly users: UsersService,
    private readonly views: UserViews,
  ) {}

  async get(userId: string): Promise<OwnAccountDto> {
    const user = await this.users.find(userId);
    if (!user) throw notFound('user');
    return { ...(await this.views.get(userId)), scopes: user.scopes };
  }
}
