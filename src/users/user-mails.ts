import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Mailer } from '../mail/mailer.js';
import { BUDGETS } from '../throttle/budgets.js';
import { Throttle } from '../throttle/throttle.service.js';
import { nameKey } from './user-rules.js';

/** Every mail that people get, in plain English. Each link has a line of its own. */
@Injectable()
export class UserMails {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly throttle: Throttle,
  ) {}

  /** Whether one more mail may go to the address; asking counts. */
  mayWriteTo(address: string): Promise<boolean> {
    return this.throttle.allows(BUDGETS.mail, nameKey(address));
  }

  activation(to: string, username: string, token: string): Promise<void> {
    return this.send(to, 'Activate your account', [
      `Hello ${username},`,
      'please open this link within one hour to activate your account:',
      this.link('activate', token),
      'If you did not register, please ignore this mail.',
    ]);
  }

  passwordReset(to: string, username: string, token: string): Promise<void> {
    return this.send(to, 'Set a new password', [
      `Hello ${username},`,
      'please open this link within one hour to set a new password:',
      this.link('password/reset', token),
      'If you did not ask for it, please ignore this mail; your password stays as it is.',
    ]);
  }

  emailChange(to: string, username: string, token: string): Promise<void> {
    return this.send(to, 'Confirm your new e-mail address', [
      `Hello ${username},`,
      'please open this link within one hour to confirm that this address is yours:',
      this.link('activate', token),
      'If you did not ask for it, please ignore this mail.',
    ]);
  }

  alreadyRegistered(to: string): Promise<void> {
    return this.send(to, 'You have an account already', [
      'Hello,',
      'somebody tried to use this e-mail address for an account, but you have one already.',
      'If it was you and you forgot your password, you can set a new one here:',
      `${this.config.publicUrl}/password/forgot`,
      'If it was not you, there is nothing to do.',
    ]);
  }

  private link(path: string, token: string): string {
    return `${this.config.publicUrl}/${path}/${token}`;
  }

  private send(to: string, subject: string, paragraphs: string[]): Promise<void> {
    return this.mailer.send({ to, subject, text: `${paragraphs.join('\n\n')}\n` });
  }
}
