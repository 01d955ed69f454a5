import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Clock } from '../common/clock.js';
import type { Language } from '../common/language.js';
import { conflict, notFound, type Problem, throwJoined } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { createIdentifier } from '../common/identifiers.js';
import { RolesService } from '../roles/roles.service.js';
import { MailToken } from './mail/mail-token.entity.js';
import { Notices } from './mail/notices.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import { User, type UserStatus } from './user.entity.js';
import { nameKey } from './user-rules.js';
import { UsersService } from './users.service.js';

export interface NewUser {
  username: string;
  email: string;
  passwordHash: string;
  roleId: string;
  status: UserStatus;
  language?: Language;
}

/**
 * Changes people, inside a transaction of the caller's. It holds the rules that span rows: names
 * are taken once, one administrator stays, and what must end somebody's tokens raises their epoch.
 */
@Injectable()
export class UserWrites {
  constructor(
    private readonly users: UsersService,
    private readonly roles: RolesService,
    private readonly clock: Clock,
    private readonly notices: Notices,
  ) {}

  /** @throws Problem 409 `username_taken`, `email_taken`; 400 when the role is gone */
  async create(tx: Transaction, user: NewUser): Promise<User> {
    await this.requireFree(tx, user);
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
  async update(tx: Transaction, id: string, change: Partial<NewUser>): Promise<User> {
    const row = await this.require(tx, id);
    const patch = patchOf(row, change, new Date(this.clock.now()));
    const next: User = { ...row, ...patch };
    await this.requireFree(tx, change, id);
    if (change.roleId !== undefined) await this.roles.hold(tx, change.roleId);
    await this.requireAdministrator(tx, row, next);
    await this.dropMailTokens(tx, row, next);
    await tx.rows.update(User, { id }, patch);
    tx.changed('user', id);
    this.tell(tx, row, next);
    return next;
  }

  /** Notes that a mailed link proved the address that the person has now. */
  async verifyEmail(tx: Transaction, id: string): Promise<void> {
    await tx.rows.update(User, { id }, { emailVerifiedAt: new Date(this.clock.now()) });
    tx.changed('user', id);
  }

  /** Ends all tokens and sessions of the person. */
  async endSessions(tx: Transaction, id: string): Promise<void> {
    await this.require(tx, id);
    await tx.rows.increment(User, { id }, 'epoch', 1);
    tx.changed('user', id);
  }

  /** @throws Problem 404; 409 `last_administrator` */
  async remove(tx: Transaction, id: string): Promise<User> {
    const row = await this.require(tx, id);
    await this.requireAdministrator(tx, row, undefined);
    await this.users.runRemovalHooks(tx, id);
    await tx.rows.delete(MailToken, { userId: id });
    await tx.rows.delete(RecoveryCode, { userId: id });
    await tx.rows.delete(SecondFactor, { userId: id });
    await tx.rows.delete(User, { id });
    tx.changed('user', id);
    return row;
  }

  /** The row, which nobody else changes until this transaction ends. @throws Problem 404 */
  async require(tx: Transaction, id: string): Promise<User> {
    await tx.lock('administrators');
    const row = await tx.rows.findOneBy(User, { id });
    if (!row) throw notFound('user');
    return row;
  }

  /** @throws Problem 409 `username_taken` */
  async requireFreeUsername(tx: Transaction, username: string): Promise<void> {
    await this.requireFree(tx, { username });
  }

  /** Whether somebody has this address, as this transaction sees it. */
  async isEmailTaken(tx: Transaction, email: string): Promise<boolean> {
    await tx.lock('user names');
    return tx.rows.existsBy(User, { emailKey: nameKey(email) });
  }

  private async requireFree(
    tx: Transaction,
    { username, email }: { username?: string; email?: string },
    except = '',
  ): Promise<void> {
    await tx.lock('user names');
    const others = { id: Not(except) };
    const faults: Problem[] = [];
    if (username && (await tx.rows.existsBy(User, { ...others, usernameKey: nameKey(username) })))
      faults.push(conflict('username_taken', 'Somebody has this user name.', 'username'));
    if (email && (await tx.rows.existsBy(User, { ...others, emailKey: nameKey(email) })))
      faults.push(conflict('email_taken', 'Somebody has this e-mail address.', 'email'));
    throwJoined(faults);
  }

  /** One active person whose role holds everything must stay, or nobody could give rights again. */
  private async requireAdministrator(tx: Transaction, row: User, next: User | undefined) {
    if (!(await this.isAdministrator(row))) return;
    if (next && (await this.isAdministrator(next))) return;
    const others = await tx.rows.findBy(User, { id: Not(row.id), status: 'active' });
    for (const other of new Map(others.map((user) => [user.roleId, user])).values())
      if (await this.isAdministrator(other)) return;
    throw conflict('last_administrator', 'The last administrator must stay one.');
  }

  private async isAdministrator({ status, roleId }: User): Promise<boolean> {
    return status === 'active' && (await this.roles.find(roleId))?.everything === true;
  }

  /** The address of before hears of it, too: with the new one somebody may have taken the account. */
  private tell(tx: Transaction, row: User, next: User): void {
    if (row.emailKey !== next.emailKey) this.notices.writeAfter(tx, 'email_changed', [row, next]);
    if (row.passwordHash !== next.passwordHash)
      this.notices.writeAfter(tx, 'password_changed', [row]);
  }

  /** A link mailed earlier must not undo a new password, nor prove an address that is gone. */
  private async dropMailTokens(tx: Transaction, row: User, next: User): Promise<void> {
    const userId = row.id;
    if (row.emailKey !== next.emailKey) await tx.rows.delete(MailToken, { userId });
    if (row.passwordHash === next.passwordHash) return;
    await tx.rows.delete(MailToken, { userId, purpose: 'password_reset' });
    await tx.rows.delete(MailToken, { userId, purpose: 'email_change' });
  }
}

/** The columns that change; the others may be written by somebody else meanwhile. */
function patchOf(row: User, change: Partial<NewUser>, now: Date): Partial<User> {
  const { username, email, passwordHash, roleId, status } = change;
  const isDisabled = status === 'disabled' && row.status !== 'disabled';
  const isMoved = email !== undefined && nameKey(email) !== row.emailKey;
  const isRenamed = username !== undefined && username !== row.username;
  const endsSessions = passwordHash !== undefined || isDisabled;
  return {
    ...(username !== undefined && { username, usernameKey: nameKey(username) }),
    ...(email !== undefined && { email, emailKey: nameKey(email) }),
    ...(isMoved && { emailVerifiedAt: null }),
    ...((isMoved || isRenamed) && { profileChangedAt: now }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(roleId !== undefined && { roleId }),
    ...(status !== undefined && { status }),
    epoch: row.epoch + (endsSessions ? 1 : 0),
  };
}
