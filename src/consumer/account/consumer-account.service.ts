import { Injectable } from '@nestjs/common';
import { BinService } from '../../bin/bin.service.js';
import { Changes } from '../../audit/changes.js';
import { changedMembers } from '../../common/changed-members.js';
import { notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import { SettingsService } from '../../settings/settings.service.js';
import { activationMode } from '../../users/mail/activation-mode.js';
import { UserMailService } from '../../users/mail/user-mail.service.js';
import { nameKey } from '../../users/users.rules.js';
import { stateOf } from '../../users/user.dto.js';
import type { User } from '../../users/user.entity.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { UsersService } from '../../users/users.service.js';
import { requirePerson } from '../require-person.js';
import type {
  OwnAccountDto,
  RemoveOwnAccountDto,
  UpdateOwnAccountDto,
} from './consumer-account.dto.js';

/** Shows, changes and removes the caller's own account. */
@Injectable()
export class ConsumerAccountService {
  constructor(
    private readonly cache: UsersCache,
    private readonly query: UsersQuery,
    private readonly users: UsersService,
    private readonly changes: Changes,
    private readonly bin: BinService,
    private readonly mail: UserMailService,
    private readonly settings: SettingsService,
    private readonly config: Config,
  ) {}

  /** @throws Problem 404 */
  async get({ personId }: Caller): Promise<OwnAccountDto> {
    const user = await this.cache.find(personId);
    if (!user) throw notFound('user');
    return { ...(await this.query.get(personId)), scopes: user.scopes };
  }

  /**
   * Changes the address. A new one counts at once where people are active at once; elsewhere its
   * owner proves it first, and whether somebody has it already is told to that somebody alone.
   * @throws Problem 409 `email_taken`; 412 `changed_meanwhile`
   */
  async update({ email }: UpdateOwnAccountDto, caller: Caller): Promise<OwnAccountDto> {
    const userId = requirePerson(caller);
    await this.requireUnchanged(userId, caller);
    if (email !== undefined) await this.changeEmail(userId, email, caller);
    return this.get(caller);
  }

  /**
   * Puts the caller into the bin, or removes them at once.
   * @throws Problem 409 `last_administrator`; 412 `changed_meanwhile`
   */
  async remove({ forGood }: RemoveOwnAccountDto, caller: Caller): Promise<void> {
    const userId = requirePerson(caller);
    await this.changes.run(caller, 'consumer.account.remove', async (tx, about) => {
      await this.hold(tx, userId, caller);
      await this.users.delete(tx, userId, userId);
      if (forGood === 'true') await this.bin.forget(tx, userId);
      about({ subject: `user:${userId}`, detail: forGood === 'true' ? { forGood: true } : {} });
    });
  }

  private async changeEmail(userId: string, email: string, caller: Caller): Promise<void> {
    const own = await this.cache.find(userId);
    const isSame = own !== undefined && nameKey(own.email) === nameKey(email);
    const isProofNeeded = activationMode(this.settings, this.config) !== 'none';
    if (isSame || !isProofNeeded) await this.storeEmail(userId, email, caller);
    else if (await this.query.findByLogin(email)) await this.mail.sendAlreadyRegistered(email);
    else await this.mail.sendEmailChange(userId, email);
  }

  private async storeEmail(userId: string, email: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'consumer.account.update', async (tx, about) => {
      const row = await this.hold(tx, userId, caller);
      if (changedMembers(row, { email }).length === 0) return about('nothing');
      await this.users.change(tx, userId, { email });
      about({ subject: `user:${userId}`, detail: { email: 'changed' } });
    });
  }

  /** Looks before something that changes nothing yet. @throws Problem 412 `changed_meanwhile` */
  private async requireUnchanged(userId: string, caller: Caller): Promise<void> {
    if (!caller.ifMatch) return;
    await this.changes.run(caller, 'consumer.account.update', async (tx, about) => {
      await this.hold(tx, userId, caller);
      about('nothing');
    });
  }

  /** The row, which nobody else changes until the transaction ends. @throws Problem 404, 412 */
  private async hold(tx: Transaction, userId: string, caller: Caller): Promise<User> {
    const row = await this.users.hold(tx, userId);
    await this.changes.requireUnchanged(tx, caller, `user:${userId}`, stateOf(row));
    return row;
  }
}
