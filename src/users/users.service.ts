import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Changes } from '../audit/changes.js';
import { changedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Language } from '../common/language.js';
import { hashPassword, NO_PASSWORD } from '../common/password.js';
import { conflict, invalid, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { type HeldRole, RolesCache } from '../roles/roles.cache.js';
import { requireHeldRole } from '../roles/roles.rules.js';
import { RolesService } from '../roles/roles.service.js';
import { MailToken } from './mail/mail-token.entity.js';
import { Notices } from './mail/notices.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import { UserNames } from './user-names.js';
import { type CreateUserDto, stateOf, type UpdateUserDto } from './user.dto.js';
import { User } from './user.entity.js';
import { UsersBin } from './users.bin.js';
import {
  detailOf,
  firstStatus,
  nameKey,
  type NewUser,
  patchOf,
  requireGoodPassword,
  requireReach,
} from './users.rules.js';

/** What another module does in the transaction that removes a user, or all of a user's tokens. */
export type RemovalHook = (tx: Transaction, userId: string, user: User) => Promise<void>;

/**
 * Changes users: for an administrator, or inside a transaction of the caller's. It holds the rules
 * that span rows: names are taken once, one administrator stays, and what must end somebody's tokens
 * raises their epoch.
 */
@Injectable()
export class UsersService {
  private readonly removalHooks: RemovalHook[] = [];
  private readonly revocationHooks: RemovalHook[] = [];

  constructor(
    private readonly roles: RolesService,
    private readonly rolesCache: RolesCache,
    private readonly changes: Changes,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly names: UserNames,
    private readonly bin: UsersBin,
  ) {
    roles.countHoldersWith(
      (roleId, rows) => rows.countBy(User, { roleId }),
      (list) => {
        const holders = list.subQuery().select('1').from(User, 'u').where('u.roleId = role.id');
        list.andWhere(`NOT EXISTS ${holders.getQuery()}`);
      },
    );
  }

  /** Registers a module that has rows of users. */
  onRemove(hook: RemovalHook): void {
    this.removalHooks.push(hook);
  }

  /** Registers a module that keeps what ends with earlier epochs of a user. */
  onRevoke(hook: RemovalHook): void {
    this.revocationHooks.push(hook);
  }

  /** @throws Problem 400; 403 `scope_not_held`; 409 `username_taken`, `email_taken` */
  async create(body: CreateUserDto, caller: Caller, language?: Language): Promise<User> {
    const { username, email, password } = body;
    const status = firstStatus(body);
    const role = body.roleId ? await this.roleNamed(body.roleId) : await this.rolesCache.default();
    requireHeldRole(caller, role);
    const passwordHash = password === undefined ? NO_PASSWORD : await hashPassword(password);
    return this.changes.run(caller, 'backend.user.create', async (tx, about) => {
      const user = { username, email, passwordHash, roleId: role.id, status, language };
      const row = await this.insert(tx, user);
      about({ subject: `user:${row.id}`, detail: { roleId: role.id, status } });
      return row;
    });
  }

  /** @throws as `create`; Problem 404; 412 `changed_meanwhile`; 403 `beyond_reach` */
  async update(id: string, body: UpdateUserDto, caller: Caller): Promise<User> {
    const { password, ...fields } = body;
    if (fields.roleId) requireHeldRole(caller, await this.roleNamed(fields.roleId));
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return this.changes.run(caller, 'backend.user.update', async (tx, about) => {
      const row = await this.holdReached(tx, id, caller);
      if (password !== undefined) requireGoodPassword(password, { ...row, ...fields }, 'password');
      const changed = changedMembers(row, fields);
      if (password !== undefined) changed.push('password');
      about('nothing');
      if (changed.length === 0) return row;
      about({ subject: `user:${id}`, detail: detailOf(row, changed, fields) });
      return this.change(tx, id, { ...fields, passwordHash });
    });
  }

  /** @throws as `holdReached`; Problem 409 `last_administrator` */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.user.remove', async (tx, about) => {
      await this.holdReached(tx, id, caller);
      await this.delete(tx, id, caller.personId);
      about({ subject: `user:${id}` });
    });
  }

  /** Revokes all tokens and sessions of a user. @throws Problem 404; 403 `beyond_reach` */
  async logout(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.user.logout', async (tx, about) => {
      const row = await this.holdReached(tx, id, caller);
      const epoch = row.epoch + 1;
      await tx.rows.update(User, { id }, { epoch });
      for (const hook of this.revocationHooks) await hook(tx, id, { ...row, epoch });
      about({ subject: `user:${id}`, forget: ['user', id] });
    });
  }

  /** Stores a user. @throws Problem 409 `username_taken`, `email_taken`; 400 when the role is gone */
  async insert(tx: Transaction, user: NewUser): Promise<User> {
    await this.names.requireFree(tx, user);
    await this.roles.hold(tx, user.roleId);
    const now = this.clock.now();
    const row: User = {
      id: createIdentifier('usr_', now),
      ...user,
      usernameKey: nameKey(user.username),
      emailKey: nameKey(user.email),
      emailVerifiedAt: null,
      epoch: 0,
      createdAt: new Date(now),
      profileChangedAt: new Date(now),
      lastLoginAt: null,
      language: user.language ?? null,
    };
    await tx.rows.insert(User, row);
    tx.changed('user', row.id);
    return row;
  }

  /**
   * Changes what is given. A new password and being disabled end all tokens and sessions; a new
   * address is not proven.
   * @throws Problem 404; 409 `username_taken`, `email_taken`, `last_administrator`
   */
  async change(tx: Transaction, id: string, change: Partial<NewUser>): Promise<User> {
    const row = await this.hold(tx, id);
    const patch = patchOf(row, change, new Date(this.clock.now()));
    const next: User = { ...row, ...patch };
    await this.names.requireFree(tx, change, id);
    if (change.roleId !== undefined) await this.roles.hold(tx, change.roleId);
    await this.requireAdministrator(tx, row, next);
    await this.dropMailTokens(tx, row, next);
    await tx.rows.update(User, { id }, patch);
    if (next.epoch !== row.epoch) for (const hook of this.revocationHooks) await hook(tx, id, next);
    tx.changed('user', id);
    this.tell(tx, row, next);
    return next;
  }

  /** Notes that a mailed link proved the address that the user has now. */
  async verifyEmail(tx: Transaction, id: string): Promise<void> {
    await tx.rows.update(User, { id }, { emailVerifiedAt: new Date(this.clock.now()) });
    tx.changed('user', id);
  }

  /**
   * Removes a user and all that is theirs.
   * @param removedBy the user who removes them, and who lets them be brought back
   * @throws Problem 404; 409 `last_administrator`
   */
  async delete(tx: Transaction, id: string, removedBy: string): Promise<void> {
    const row = await this.hold(tx, id);
    await this.requireAdministrator(tx, row, undefined);
    await this.bin.put(tx, row, removedBy);
    for (const hook of this.removalHooks) await hook(tx, id, row);
    for (const entity of [MailToken, RecoveryCode, SecondFactor])
      await tx.rows.delete(entity, { userId: id });
    await tx.rows.delete(User, { id });
    tx.changed('user', id);
  }

  /** The row, which nobody else changes until this transaction ends. @throws Problem 404 */
  async hold(tx: Transaction, id: string): Promise<User> {
    await tx.lock('administrators');
    const row = await tx.rows.findOneBy(User, { id });
    if (!row) throw notFound('user');
    return row;
  }

  /** As `hold`, for an administrator. @throws Problem 404; 412 `changed_meanwhile`; 403 `beyond_reach` */
  async holdReached(tx: Transaction, id: string, caller: Caller): Promise<User> {
    const row = await this.hold(tx, id);
    requireReach(caller, await this.rolesCache.find(row.roleId));
    await this.changes.requireUnchanged(tx, caller, `user:${id}`, stateOf(row));
    return row;
  }

  private async roleNamed(id: string): Promise<HeldRole> {
    const role = await this.rolesCache.find(id);
    if (!role) throw invalid('roleId', 'unknown_role', 'There is no such role.');
    return role;
  }

  /** One active user whose role holds everything must stay, or nobody could give rights again. */
  private async requireAdministrator(tx: Transaction, row: User, next: User | undefined) {
    if (!(await this.isAdministrator(row)) || (next && (await this.isAdministrator(next)))) return;
    const others = tx.rows
      .createQueryBuilder(User, 'u')
      .where({ id: Not(row.id), status: 'active' });
    const roles = await others.select('DISTINCT u.roleId', 'roleId').getRawMany<User>();
    for (const { roleId } of roles)
      if (await this.isAdministrator({ status: 'active', roleId })) return;
    throw conflict('last_administrator', 'The last administrator must stay one.');
  }

  private async isAdministrator({ status, roleId }: Pick<User, 'status' | 'roleId'>) {
    return status === 'active' && (await this.rolesCache.find(roleId))?.everything === true;
  }

  /** The address of before hears of it, too: with the new one somebody may have taken the account. */
  private tell(tx: Transaction, row: User, next: User): void {
    if (row.emailKey !== next.emailKey) this.notices.writeAfter(tx, 'email_changed', [row, next]);
    if (row.passwordHash !== next.passwordHash && row.passwordHash !== NO_PASSWORD)
      this.notices.writeAfter(tx, 'password_changed', [row]);
  }

  /** A link mailed earlier must not undo a new password, nor prove an address that is gone. */
  private async dropMailTokens(tx: Transaction, row: User, next: User): Promise<void> {
    const userId = row.id;
    if (row.emailKey !== next.emailKey) await tx.rows.delete(MailToken, { userId });
    if (row.passwordHash === next.passwordHash) return;
    await tx.rows.delete(MailToken, { userId, purpose: Not('activation') });
  }
}
