import { Injectable } from '@nestjs/common';
import { invalidToken, MailTokensService } from '../../users/mail/mail-tokens.service.js';
import { UserLinks } from '../../users/mail/user-links.js';
import { UserWrites } from '../../users/user-writes.js';
import { UsersService } from '../../users/users.service.js';
import { done, type MessageDto } from '../message.dto.js';
import { Passwords } from './passwords.js';
import { steady } from '../steady.js';

/** A new password for somebody who forgot theirs. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly users: UsersService,
    private readonly links: UserLinks,
    private readonly tokens: MailTokensService,
    private readonly passwords: Passwords,
    private readonly writes: UserWrites,
  ) {}

  /** One answer for everyone, known here or not. */
  async request(email: string): Promise<MessageDto> {
    await steady(this.sendLink(email));
    return done('If somebody has this address, a link to set a new password is on its way.');
  }

  /**
   * Sets the password; whether the person is active does not change.
   * @throws Problem 400 `invalid_token`, or `validation_failed` with the link still good
   */
  async finish(token: string, newPassword: string, ip: string): Promise<MessageDto> {
    const link = await this.tokens.peek(token, 'password_reset');
    const user = link && (await this.users.row(link.userId));
    if (!user) throw invalidToken();
    await this.passwords.set(
      user,
      newPassword,
      { event: 'consumer.password_reset', ip },
      async (tx) => {
        await this.tokens.consume(tx, token, 'password_reset');
        await this.writes.verifyEmail(tx, user.id);
      },
    );
    return done('Your password is changed; please log in.');
  }

  private async sendLink(email: string): Promise<void> {
    const user = await this.users.findByLogin(email);
    if (user && user.status !== 'disabled') await this.links.sendPasswordReset(user);
  }
}
