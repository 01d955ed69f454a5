import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Unchanged } from '../audit/unchanged.js';
import { Clock } from '../common/clock.js';
import { changedMembers } from '../common/changed-members.js';
import { conflict, invalid, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Caller } from '../operations/caller.js';
import { Reach } from '../users/reach.js';
import { SettingsService } from '../settings/settings.service.js';
import { UsersService } from '../users/users.service.js';
import { type AccountDto, type OwnedAccountUpdate, toDto } from './account.dto.js';
import { Account } from './account.entity.js';
import { ACCOUNT_PREFIX } from './accounts.service.js';

/** Which face of the administration acts; its name begins the audit event. */
export type Area = 'backend' | 'partner';

/**
 * Makes and changes accounts. On `/partner` a caller reaches their own accounts alone; on
 * `/backend` every account.
 */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly unchanged: Unchanged,
    private readonly users: UsersService,
    private readonly clock: Clock,
    private readonly reach: Reach,
    private readonly settings: SettingsService,
  ) {}

  /** @throws 400 when the owner does not exist, 409 `too_many_accounts` */
  async create(
    area: Area,
    { name, ownerId }: { name: string; ownerId: string },
    caller: Caller,
  ): Promise<AccountDto> {
    const owner = await this.requireOwner(ownerId);
    if (area === 'backend') await this.reach.require(caller, ownerId);
    const now = this.clock.now();
    const id = createIdentifier(ACCOUNT_PREFIX, now);
    const account: Account = { id, name, ownerId, createdAt: new Date(now) };
    await this.work.run(async (tx) => {
      if (area === 'partner') await this.requireFewer(tx, ownerId);
      await tx.rows.insert(Account, account);
      await this.note(tx, `${area}.account.create`, id, caller, { name, ownerId });
    });
    return toDto(account, owner);
  }

  /** @throws 404, 400 when the new owner does not exist */
  async update(
    area: Area,
    id: string,
    { ...changes }: OwnedAccountUpdate,
    caller: Caller,
  ): Promise<AccountDto> {
    if (changes.ownerId !== undefined) {
      await this.requireOwner(changes.ownerId);
      if (area === 'backend') await this.reach.require(caller, changes.ownerId);
    }
    const changed = await this.work.run(async (tx) => {
      const present = await this.holdUnchanged(tx, area, id, caller);
      if (changedMembers(present, changes).length === 0) return present;
      const account = { ...present, ...changes };
      await tx.rows.update(Account, { id }, account);
      await this.note(tx, `${area}.account.update`, id, caller, changes);
      return account;
    });
    const owner = await this.users.find(changed.ownerId);
    return toDto(changed, owner?.username ?? '');
  }

  /** The account, which nobody else changes until the transaction ends. @throws 404, 403 */
  async hold(tx: Transaction, area: Area, id: string, caller: Caller): Promise<Account> {
    await tx.lock('account');
    const account = await tx.rows.findOneBy(Account, { id });
    if (!account || (area === 'partner' && account.ownerId !== caller.personId))
      throw notFound('account');
    if (area === 'backend') await this.reach.require(caller, account.ownerId);
    return account;
  }

  /** As `hold`, for what replaces or removes the account itself. @throws 404, 403, 412 */
  async holdUnchanged(tx: Transaction, area: Area, id: string, caller: Caller): Promise<Account> {
    const account = await this.hold(tx, area, id, caller);
    await this.unchanged.require(tx, caller, `account:${id}`, account);
    return account;
  }

  /** Tells the audit log and every instance. */
  async note(
    tx: Transaction,
    event: string,
    id: string,
    caller: Caller,
    detail: Record<string, unknown>,
  ): Promise<void> {
    tx.changed('account', id);
    await this.audit.record(tx, { event, caller, subject: `account:${id}`, detail });
  }

  /** @throws 409 when the partner has as many accounts as the setting allows */
  private async requireFewer(tx: Transaction, ownerId: string): Promise<void> {
    await tx.lock(`accounts:${ownerId}`);
    const most = this.settings.get('account.max_per_user');
    if ((await tx.rows.countBy(Account, { ownerId })) >= most)
      throw conflict('too_many_accounts', `A partner may have ${most} accounts.`);
  }

  /** The owner's user name. */
  private async requireOwner(ownerId: string): Promise<string> {
    const owner = await this.users.find(ownerId);
    if (!owner) throw invalid('ownerId', 'unknown_person', 'There is no such user.');
    return owner.username;
  }
}
