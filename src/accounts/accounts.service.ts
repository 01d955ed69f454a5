import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { Clock } from '../common/clock.js';
import { changedMembers, pickedMembers } from '../common/changed-members.js';
import { createIdentifier } from '../common/identifiers.js';
import { conflict, invalid, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { SettingsService } from '../settings/settings.service.js';
import { type KnownUser, UsersCache } from '../users/users.cache.js';
import { requireReach } from '../users/users.rules.js';
import { UsersService } from '../users/users.service.js';
import { type AccountDto, type UpdateOwnedAccountDto, toDto } from './account.dto.js';
import { Account, ACCOUNT_PREFIX, AccountMember } from './account.entity.js';
import { OwnerHooks } from './accounts.hooks.js';

/** The API that a change came through; its name begins the audit event. */
export type Area = 'backend' | 'partner';

/** Accounts of one statement: databases take a bounded number of variables. */
const AT_ONCE = 500;

/**
 * Creates, changes and removes accounts. On `/partner` a caller reaches their own accounts alone; on
 * `/backend` every account. When a person is removed, their accounts and rows go too, and they leave
 * everybody else's.
 */
@Injectable()
export class AccountsService implements OnModuleInit {
  constructor(
    private readonly changes: Changes,
    private readonly users: UsersService,
    private readonly cache: UsersCache,
    private readonly settings: SettingsService,
    private readonly owners: OwnerHooks,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.users.onRemove((tx, userId) => this.removeAllOf(tx, userId));
  }

  /** @throws 400 when the owner does not exist, 409 `too_many_accounts` */
  async create(
    area: Area,
    { name, ownerId }: { name: string; ownerId: string },
    caller: Caller,
  ): Promise<AccountDto> {
    const owner = await this.requireOwner(ownerId);
    if (area === 'backend') requireReach(caller, owner);
    const now = this.clock.now();
    const id = createIdentifier(ACCOUNT_PREFIX, now);
    const account: Account = { id, name, ownerId, createdAt: new Date(now) };
    await this.changes.run(caller, `${area}.account.create`, async (tx, about) => {
      if (area === 'partner') await this.requireFewer(tx, ownerId);
      await tx.rows.insert(Account, account);
      about(factsOf(id, { name, ownerId }));
    });
    return toDto(account, owner.username);
  }

  /** @throws 404, 400 when the new owner does not exist */
  async update(
    area: Area,
    id: string,
    { ...fields }: UpdateOwnedAccountDto,
    caller: Caller,
  ): Promise<AccountDto> {
    if (fields.ownerId !== undefined) {
      const owner = await this.requireOwner(fields.ownerId);
      if (area === 'backend') requireReach(caller, owner);
    }
    const changed = await this.changes.run(caller, `${area}.account.update`, async (tx, about) => {
      const present = await this.holdUnchanged(tx, area, id, caller);
      about('nothing');
      const names = changedMembers(present, fields);
      if (names.length === 0) return present;
      const account = { ...present, ...fields };
      await tx.rows.update(Account, { id }, account);
      about(factsOf(id, { ...fields, before: pickedMembers(present, names) }));
      return account;
    });
    const owner = await this.cache.find(changed.ownerId);
    return toDto(changed, owner?.username ?? '');
  }

  /** Removes the account with its members and rows. @throws 404 */
  async remove(area: Area, id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, `${area}.account.remove`, async (tx, about) => {
      const { name } = await this.holdUnchanged(tx, area, id, caller);
      await this.removeRows(tx, [id]);
      about(factsOf(id, { name }));
    });
  }

  /** The account, which nobody else changes until the transaction ends. @throws 404, 403 */
  async hold(tx: Transaction, area: Area, id: string, caller: Caller): Promise<Account> {
    await tx.lock('account');
    const account = await tx.rows.findOneBy(Account, { id });
    if (!account || (area === 'partner' && account.ownerId !== caller.personId))
      throw notFound('account');
    if (area === 'backend') requireReach(caller, await this.cache.find(account.ownerId));
    return account;
  }

  /** As `hold`, for what replaces or removes the account itself. @throws 404, 403, 412 */
  private async holdUnchanged(
    tx: Transaction,
    area: Area,
    id: string,
    caller: Caller,
  ): Promise<Account> {
    const account = await this.hold(tx, area, id, caller);
    await this.changes.requireUnchanged(tx, caller, `account:${id}`, account);
    return account;
  }

  private async removeAllOf(tx: Transaction, userId: string): Promise<void> {
    await tx.lock('account');
    const owned = (await tx.rows.findBy(Account, { ownerId: userId })).map(({ id }) => id);
    await this.removeRows(tx, owned);
    for (const id of owned) tx.changed('account', id);
    const joined = await tx.rows.findBy(AccountMember, { userId });
    await tx.rows.delete(AccountMember, { userId });
    for (const { accountId } of joined) tx.changed('account', accountId);
    await this.owners.remove(tx, [userId]);
  }

  private async removeRows(tx: Transaction, ids: string[]): Promise<void> {
    await this.owners.remove(tx, ids);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = In(ids.slice(from, from + AT_ONCE));
      await tx.rows.delete(AccountMember, { accountId: some });
      await tx.rows.delete(Account, { id: some });
    }
  }

  /** @throws 409 when the partner has as many accounts as the setting allows */
  private async requireFewer(tx: Transaction, ownerId: string): Promise<void> {
    await tx.lock(`accounts:${ownerId}`);
    const most = this.settings.get('account.max_per_user');
    if ((await tx.rows.countBy(Account, { ownerId })) >= most)
      throw conflict('too_many_accounts', `A partner may have ${most} accounts.`);
  }

  private async requireOwner(ownerId: string): Promise<KnownUser> {
    const owner = await this.cache.find(ownerId);
    if (!owner) throw invalid('ownerId', 'unknown_person', 'There is no such user.');
    return owner;
  }
}

/** What a change of an account, or of who belongs to it, is about. */
export function factsOf(id: string, detail: ChangeFacts['detail']): ChangeFacts {
  return { subject: `account:${id}`, forget: ['account', id], detail };
}
