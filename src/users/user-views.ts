import { Injectable } from '@nestjs/common';
import { AuditNames } from '../audit/audit-names.js';
import { type Page, page } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { RolesService } from '../roles/roles.service.js';
import { toDto, type UserDto, type UserQuery } from './user.dto.js';
import type { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** A search of the audit log looks at no more people. */
const MOST_FOUND = 50;

/** People as answers show them. */
@Injectable()
export class UserViews {
  constructor(
    private readonly users: UsersService,
    private readonly roles: RolesService,
    names: AuditNames,
  ) {
    names.of(
      'user',
      (ids) => this.users.namesOf(ids),
      async (search) => {
        const [rows] = await this.users.list({ startIndex: 0, count: MOST_FOUND, search });
        return rows.map(({ id }) => id);
      },
    );
  }

  async list(query: UserQuery): Promise<Page<UserDto>> {
    const [rows, total] = await this.users.list(query);
    const guarded = await this.users.withSecondFactor(rows.map(({ id }) => id));
    const entries = rows.map(async (row) =>
      toDto(row, await this.roles.find(row.roleId), guarded.has(row.id)),
    );
    return page(query, [await Promise.all(entries), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<UserDto> {
    const row = await this.users.row(id);
    if (!row) throw notFound('user');
    return this.view(row);
  }

  async view(row: User): Promise<UserDto> {
    const guarded = await this.users.withSecondFactor([row.id]);
    return toDto(row, await this.roles.find(row.roleId), guarded.has(row.id));
  }
}
