import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Changes } from '../../audit/changes.js';
import { hashPassword, passwordMatches } from '../../common/password.js';
import { PREFIX } from '../../common/identifiers.js';
import { invalid, notFound } from '../../common/problem.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { Logins } from '../../users/login/logins.js';
import { invalidToken, MailTokensService } from '../../users/mail/mail-tokens.service.js';
import { UserMailService } from '../../users/mail/user-mail.service.js';
import { requireGoodPassword } from '../../users/users.rules.js';
import type { User } from '../../users/user.entity.js';
import { UsersQuery } from '../../users/users.query.js';
import { UsersService } from '../../users/users.service.js';
import { takeEqualTime } from '../equal-time.js';
import { type MessageDto, successMessage } from '../message.dto.js';
import { requirePerson } from '../require-person.js';
import type { SetPasswordDto, ChangePasswordDto } from './passwords.dto.js';

/** What a change answers with. */
interface PasswordChanged {
  message: MessageDto;
  /** The `Set-Cookie` header that keeps the portal session which asked, if one did. */
  cookie?: string;
}

/**
 * Gives people new passwords: whoever knows the old one changes it, whoever forgot it has a link
 * mailed. A new password ends all of a person's tokens and sessions but for the session that asks.
 */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly query: UsersQuery,
    private readonly users: UsersService,
    private readonly logins: Logins,
    private readonly changes: Changes,
    private readonly throttle: ThrottleService,
    private readonly mail: UserMailService,
    private readonly tokens: MailTokensService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 400 wrong old password or poor new one; 429 after too many guesses */
  async change(
    { oldPassword, newPassword }: ChangePasswordDto,
    caller: Caller,
  ): Promise<PasswordChanged> {
    const user = await this.query.row(requirePerson(caller));
    if (!user) throw notFound('user');
    await this.throttle.consume(BUDGETS.passwordChange, user.id);
    if (!(await passwordMatches(user.passwordHash, oldPassword))) throw wrongPassword();
    await this.throttle.refund(BUDGETS.passwordChange, user.id);
    const passwordHash = await hashGoodPassword(newPassword, user);
    const event = 'consumer.account.change_password';
    const cookie = await this.changes.run(caller, event, async (tx, about) => {
      // Comparing took a while: the old password may be another one by now.
      const now = await this.users.hold(tx, user.id);
      if (now.passwordHash !== user.passwordHash) throw wrongPassword();
      const changed = await this.users.change(tx, user.id, { passwordHash });
      about({ subject: `user:${user.id}` });
      return this.logins.keep(tx, { sessionId: caller.sessionId }, changed);
    });
    if (cookie !== undefined)
      return { message: successMessage('Your password is changed.'), cookie };
    return { message: successMessage('Your password is changed; please log in again.') };
  }

  /** Mails a link. The answer is the same for everyone, known here or not. */
  async requestReset(email: string): Promise<MessageDto> {
    await takeEqualTime(this.sendLink(email));
    return successMessage(
      'If somebody has this address, a link to set a new password is on its way.',
    );
  }

  /**
   * Sets the password with the mailed link; of those who wait, it makes active who was invited.
   * @throws Problem 400 `invalid_token`, or `validation_failed` with the link still good
   */
  async reset({ token, newPassword }: SetPasswordDto, ip: string): Promise<MessageDto> {
    const purpose = token.startsWith(PREFIX.invitation) ? 'invitation' : 'password_reset';
    const link = await this.tokens.peek(token, purpose);
    const user = link && (await this.query.row(link.userId));
    if (!user) throw invalidToken();
    const passwordHash = await hashGoodPassword(newPassword, user);
    await this.work.run(async (tx) => {
      await this.tokens.consume(tx, token, purpose);
      await this.users.verifyEmail(tx, user.id);
      await this.users.change(tx, user.id, { passwordHash });
      await this.audit.record(tx, {
        event: 'consumer.password_reset',
        userId: user.id,
        ip,
        subject: `user:${user.id}`,
      });
    });
    return successMessage('Your password is changed; please log in.');
  }

  private async sendLink(email: string): Promise<void> {
    const user = await this.query.findByLogin(email);
    if (user && user.status !== 'disabled') await this.mail.sendPasswordReset(user);
  }
}

/** @throws Problem 400 when the password is not good enough */
function hashGoodPassword(newPassword: string, user: User): Promise<string> {
  requireGoodPassword(newPassword, user, 'newPassword');
  return hashPassword(newPassword);
}

function wrongPassword() {
  return invalid('oldPassword', 'wrong_password', 'The old password is wrong.');
}
