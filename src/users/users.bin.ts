import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BinItem } from '../bin/bin-item.entity.js';
import { type BinActing, type BinOwner, BinService, type Differences } from '../bin/bin.service.js';
import { revivedRow } from '../bin/stored-row.js';
import type { Transaction } from '../database/transaction.js';
import { RolesCache } from '../roles/roles.cache.js';
import { requireHeldRole } from '../roles/roles.rules.js';
import { RolesService } from '../roles/roles.service.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import { UserNames } from './user-names.js';
import { User } from './user.entity.js';
import { requireReach } from './users.rules.js';

/** What is kept of a removed user: how they sign in comes back, what they were given does not. */
interface Content {
  user: User;
  secondFactor: SecondFactor | null;
  recoveryCodes: RecoveryCode[];
}

/** Does something with a user who is brought back, in the same transaction. */
type ComebackHook = (tx: Transaction, user: User) => Promise<void>;

/** Puts what a user owns into the bin with them, in the same transaction. */
type CompanionHook = (tx: Transaction, userId: string) => Promise<void>;

/** Puts removed users into the bin, and brings them back. */
@Injectable()
export class UsersBin implements BinOwner, OnModuleInit {
  private readonly hooks: ComebackHook[] = [];
  private readonly companions: CompanionHook[] = [];

  constructor(
    private readonly bin: BinService,
    private readonly names: UserNames,
    private readonly roles: RolesService,
    private readonly rolesCache: RolesCache,
  ) {}

  onModuleInit(): void {
    this.bin.keep('user', this);
  }

  /** Registers a module that keeps what depends on a user’s epochs, or counts users. */
  onRestore(hook: ComebackHook): void {
    this.hooks.push(hook);
  }

  /** Registers a module whose things come back with their user. */
  onPut(hook: CompanionHook): void {
    this.companions.push(hook);
  }

  /** Puts a user into the bin, before the rows are removed. */
  async put(tx: Transaction, user: User, removedBy: string | null): Promise<void> {
    const { id, username, usernameKey, emailKey } = user;
    await tx.lock('user names');
    const secondFactor = await tx.rows.findOneBy(SecondFactor, { userId: id });
    const recoveryCodes = await tx.rows.findBy(RecoveryCode, { userId: id });
    const content = { user, secondFactor, recoveryCodes };
    const item = { id, kind: 'user' as const, name: username, ownerId: id, content, removedBy };
    await this.bin.put(tx, [{ ...item, usernameKey, emailKey }]);
    for (const hook of this.companions) await hook(tx, id);
  }

  /** @throws Problem 403 `beyond_reach` */
  async requireReach({ caller }: BinActing, item: BinItem): Promise<void> {
    const { user } = contentOf(item);
    requireReach(caller, await this.rolesCache.find(user.roleId));
  }

  /** @throws Problem 403 `scope_not_held`; 409 `username_taken`, `email_taken` */
  async restore(tx: Transaction, item: BinItem, { caller }: BinActing): Promise<Differences> {
    const { user, secondFactor, recoveryCodes } = contentOf(item);
    const former = await this.rolesCache.find(user.roleId);
    const role = former ?? (await this.rolesCache.default());
    requireHeldRole(caller, role);
    await this.names.requireFree(tx, user, user.id);
    await this.roles.hold(tx, role.id);
    const row: User = { ...user, roleId: role.id, epoch: user.epoch + 1 };
    await tx.rows.insert(User, row);
    if (secondFactor) await tx.rows.insert(SecondFactor, secondFactor);
    if (recoveryCodes.length > 0) await tx.rows.insert(RecoveryCode, recoveryCodes);
    for (const hook of this.hooks) await hook(tx, row);
    tx.changed('user', row.id);
    return { lostScopes: [], ...(!former && { roleId: role.id }) };
  }
}

function contentOf({ content }: BinItem): Content {
  const { user, secondFactor, recoveryCodes } = content as unknown as Content;
  return {
    user: revivedRow(user, ['createdAt', 'emailVerifiedAt', 'profileChangedAt', 'lastLoginAt']),
    secondFactor: secondFactor && revivedRow(secondFactor, ['confirmedAt', 'createdAt']),
    recoveryCodes,
  };
}
