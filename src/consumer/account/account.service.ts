import { Injectable } from '@nestjs/common';
import type { Caller } from '../../operations/caller.js';
import { UserLinks } from '../../users/mail/user-links.js';
import { nameKey } from '../../users/user-rules.js';
import { UsersService } from '../../users/users.service.js';
import type { OwnAccountUpdate } from './account.dto.js';
import { actingPerson } from '../acting-person.js';
import { OwnAccount } from './own-account.js';
import { RegistrationRules } from '../sign-up/registration-rules.js';

/** What people do with their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly rules: RegistrationRules,
    private readonly account: OwnAccount,
    private readonly users: UsersService,
    private readonly links: UserLinks,
  ) {}

  /**
   * A new address counts at once where people are active at once; elsewhere its owner proves it
   * first, and whether somebody has it already is told to that somebody alone.
   * @returns the person's id
   */
  async update({ email }: OwnAccountUpdate, caller: Caller): Promise<string> {
    const userId = actingPerson(caller);
    await this.account.requireUnchanged(userId, caller);
    if (email === undefined) return userId;
    const own = await this.users.find(userId);
    const isSame = own !== undefined && nameKey(own.email) === nameKey(email);
    if (isSame || this.rules.mode() === 'none') await this.account.setEmail(userId, email, caller);
    else if (await this.users.findByLogin(email)) await this.links.sendAlreadyRegistered(email);
    else await this.links.sendEmailChange(userId, email);
    return userId;
  }

  async remove(caller: Caller): Promise<void> {
    await this.account.remove(actingPerson(caller), caller);
  }
}
