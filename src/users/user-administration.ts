import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Unchanged } from '../audit/unchanged.js';
import { changedMembers } from '../common/changed-members.js';
import { hashPassword } from '../common/password.js';
import { forbidden, invalid } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { type HeldRole, RolesService } from '../roles/roles.service.js';
import { type NewUserDto, stateOf, type UserUpdate } from './user.dto.js';
import { requireReachOf } from './reach.js';
import type { User } from './user.entity.js';
import { requireGoodPassword } from './user-rules.js';
import { type NewUser, UserWrites } from './user-writes.js';

/**
 * What administrators do to people. Nobody reaches above themselves: neither by giving a role that
 * holds more than they do, nor by changing somebody who has one.
 */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly users: UserWrites,
    private readonly roles: RolesService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly unchanged: Unchanged,
  ) {}

  async create(body: NewUserDto, caller: Caller): Promise<User> {
    const { username, email, status = 'active' } = body;
    const role = body.roleId ? await this.roleNamed(body.roleId) : await this.roles.default();
    requireCovered(caller, role);
    const passwordHash = await hashPassword(body.password);
    return this.work.run(async (tx) => {
      const user = { username, email, passwordHash, roleId: role.id, status };
      const row = await this.users.create(tx, user);
      await this.record(tx, 'create', caller, row.id, { roleId: role.id, status });
      return row;
    });
  }

  async update(id: string, body: UserUpdate, caller: Caller): Promise<User> {
    const { password, ...fields } = body;
    if (fields.roleId) requireCovered(caller, await this.roleNamed(fields.roleId));
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    const change: Partial<NewUser> = { ...fields, passwordHash };
    return this.work.run(async (tx) => {
      const row = await this.requireReach(tx, id, caller);
      if (password !== undefined) requireGoodPassword(password, { ...row, ...fields }, 'password');
      const changed = changedMembers(row, fields);
      if (password !== undefined) changed.push('password');
      if (changed.length === 0) return row;
      const next = await this.users.update(tx, id, change);
      const { roleId, status } = fields;
      await this.record(tx, 'update', caller, id, { changed, roleId, status });
      return next;
    });
  }

  async remove(id: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      await this.requireReach(tx, id, caller);
      await this.users.remove(tx, id);
      await this.record(tx, 'remove', caller, id);
    });
  }

  /** Ends all of a person's tokens and sessions. */
  async logout(id: string, caller: Caller): Promise<void> {
    await this.work.run(async (tx) => {
      await this.requireReach(tx, id, caller);
      await this.users.endSessions(tx, id);
      await this.record(tx, 'logout', caller, id);
    });
  }

  /** @throws Problem 404; 412 `changed_meanwhile`; 403 `beyond_reach` when the person's role exceeds the caller's */
  private async requireReach(tx: Transaction, id: string, caller: Caller): Promise<User> {
    const row = await this.users.require(tx, id);
    requireReachOf(caller, (await this.roles.find(row.roleId))?.scopes);
    await this.unchanged.require(tx, caller, `user:${id}`, stateOf(row));
    return row;
  }

  private async roleNamed(id: string): Promise<HeldRole> {
    const role = await this.roles.find(id);
    if (!role) throw invalid('roleId', 'unknown_role', 'There is no such role.');
    return role;
  }

  private async record(
    tx: Transaction,
    handler: string,
    caller: Caller,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    const event = `backend.user.${handler}`;
    await this.audit.record(tx, { event, caller, subject: `user:${id}`, detail });
  }
}

function requireCovered(caller: Caller, role: HeldRole): void {
  const lacking = uncovered(caller.authority, role.scopes);
  if (lacking.length > 0)
    throw forbidden(
      'scope_not_held',
      `The role ${role.name} holds scopes that you do not: ${lacking.slice(0, 5).join(', ')}.`,
    );
}
