import { Injectable } from '@nestjs/common';
import { passwordMatches } from '../../common/password.js';
import { invalid, notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { UserWrites } from '../../users/user-writes.js';
import { UsersService } from '../../users/users.service.js';
import type { PasswordChangeDto } from './account.dto.js';
import { actingPerson } from '../acting-person.js';
import { done, type MessageDto } from '../message.dto.js';
import { Passwords } from './passwords.js';

/** A new password for somebody who knows the old one. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly users: UsersService,
    private readonly writes: UserWrites,
    private readonly passwords: Passwords,
    private readonly throttle: ThrottleService,
  ) {}

  /**
   * Ends all tokens and sessions but for the portal session that asks, whose new cookie is in the
   * answer.
   * @throws Problem 400 wrong old password or poor new one; 429 after too many guesses
   */
  async change(
    body: PasswordChangeDto,
    caller: Caller,
    reply: { header(name: string, value: string): unknown },
  ): Promise<MessageDto> {
    const user = await this.users.row(actingPerson(caller));
    if (!user) throw notFound('user');
    await this.throttle.consume(BUDGETS.passwordChange, user.id);
    if (!(await passwordMatches(user.passwordHash, body.oldPassword))) throw wrongPassword();
    await this.throttle.refund(BUDGETS.passwordChange, user.id);
    const record = { event: 'consumer.account.change_password', caller };
    const cookie = await this.passwords.set(user, body.newPassword, record, async (tx) => {
      // Comparing took a while: the old password may be another one by now.
      const now = await this.writes.require(tx, user.id);
      if (now.passwordHash !== user.passwordHash) throw wrongPassword();
    });
    if (cookie === undefined) return done('Your password is changed; please log in again.');
    reply.header('set-cookie', cookie);
    return done('Your password is changed.');
  }
}

function wrongPassword() {
  return invalid('oldPassword', 'wrong_password', 'The old password is wrong.');
}
