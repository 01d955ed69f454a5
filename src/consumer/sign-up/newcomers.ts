import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { RolesService } from '../../roles/roles.service.js';
import type { User } from '../../users/user.entity.js';
import { type NewUser, UserWrites } from '../../users/user-writes.js';

/** Stores people who register, with the default role. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly users: UserWrites,
    private readonly roles: RolesService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * @returns nothing when a person who would have to wait gave an address that somebody has: who
   *   asks must not learn that; its owner does
   * @throws Problem 409 `username_taken`; `email_taken` when people are active at once
   */
  async add(newcomer: Omit<NewUser, 'roleId'>, ip: string): Promise<User | undefined> {
    const role = await this.roles.default();
    return this.work.run(async (tx) => {
      if (newcomer.status === 'pending') {
        await this.users.requireFreeUsername(tx, newcomer.username);
        if (await this.users.isEmailTaken(tx, newcomer.email)) return undefined;
      }
      const row = await this.users.create(tx, { ...newcomer, roleId: role.id });
      await this.audit.record(tx, {
        event: 'consumer.register',
        userId: row.id,
        ip,
        subject: `user:${row.id}`,
        detail: { status: row.status },
      });
      return row;
    });
  }
}
