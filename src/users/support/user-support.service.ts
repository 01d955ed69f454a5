import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import type { Language } from '../../common/language.js';
import { conflict, forbidden } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { UserMailService } from '../mail/user-mail.service.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import type { CreateUserDto } from '../user.dto.js';
import type { User } from '../user.entity.js';
import { isInvited } from '../users.rules.js';
import { UsersService } from '../users.service.js';

/**
 * Does for administrators what lets a user in: invitations, mails with links, the end of a lost second
 * factor. A link goes to the user's address alone; whoever has it sent never sees it.
 */
@Injectable()
export class UserSupportService {
  constructor(
    private readonly users: UsersService,
    private readonly mails: UserMailService,
    private readonly secondFactor: SecondFactorService,
    private readonly throttle: ThrottleService,
    private readonly changes: Changes,
  ) {}

  /**
   * Creates a user; without a password they are invited by mail.
   * @param language in which the mails are written until the user says another
   * @throws as `UsersService.create`
   */
  async create(body: CreateUserDto, caller: Caller, language?: Language): Promise<User> {
    const user = await this.users.create(body, caller, language);
    if (isInvited(user)) await this.mails.writeActivation(user);
    return user;
  }

  /**
   * Sends the activation again, or the invitation.
   * @throws Problem 404; 403 `beyond_reach`; 409 `not_pending`; 429
   */
  async resend(id: string, caller: Caller): Promise<void> {
    await this.throttle.consume(BUDGETS.mailSupport, 'activation', caller.personId, id);
    const user = await this.changes.run(caller, 'backend.user.resend', async (tx, about) => {
      const row = await this.users.holdReached(tx, id, caller);
      if (row.status !== 'pending')
        throw conflict('not_pending', 'This person does not wait for activation.');
      about({ subject: `user:${id}` });
      return row;
    });
    await this.mails.writeActivation(user);
  }

  /**
   * Sends the mail that the user could have asked for.
   * @throws Problem 404; 403 `beyond_reach`; 409 `user_disabled`; 429
   */
  async sendPasswordReset(id: string, caller: Caller): Promise<void> {
    await this.throttle.consume(BUDGETS.mailSupport, 'password_reset', caller.personId, id);
    const event = 'backend.user.resetPassword';
    const user = await this.changes.run(caller, event, async (tx, about) => {
      const row = await this.users.holdReached(tx, id, caller);
      if (row.status === 'disabled')
        throw conflict('user_disabled', 'This person is disabled; activate them first.');
      about({ subject: `user:${id}` });
      return row;
    });
    await this.mails.writePasswordReset(user);
  }

  /**
   * Removes a second factor that is lost. One's own takes a login that used it, as it does everywhere.
   * @throws Problem 404; 403 `beyond_reach`, `second_factor_required`
   */
  async removeSecondFactor(id: string, caller: Caller): Promise<void> {
    if (id === caller.personId && !caller.secondFactor && (await this.secondFactor.isSet(id)))
      throw forbidden('second_factor_required', 'Sign in with the second factor to remove it.');
    await this.changes.run(caller, 'backend.user.removeSecondFactor', async (tx, about) => {
      await this.users.holdReached(tx, id, caller);
      await this.secondFactor.remove(tx, id, 'second_factor_removed_by_administrator');
      about({ subject: `user:${id}` });
    });
  }
}
