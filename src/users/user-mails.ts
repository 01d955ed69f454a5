import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Mailer } from '../mail/mailer.js';
import { BUDGETS } from '../throttle/budgets.js';
import { Throttle } from '../throttle/throttle.service.js';
import { nameKey } from './user-rules.js';

/** Each purpose of a mail that anybody can ask for, and how often it may go to one address. */
const BUDGET_OF = {
  activation: BUDGETS.mailActivation,
  password_reset: BUDGETS.mailPasswordReset,
  email_change: BUDGETS.mailEmailChange,
  already_registered: BUDGETS.mailAlreadyRegistered,
} as const;

/**
 * Every mail that people get, in plain English. Each link has a line of its own. No mail holds a
 * word that somebody chose, such as a user name: mail programs make a link of `www.evil.example`.
 */
@Injectable()
export class UserMails {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly throttle: Throttle,
  ) {}

  /** Whether one more mail of this purpose may go to the address; asking counts. */
  mayWriteTo(address: string, purpose: keyof typeof BUDGET_OF): Promise<boolean> {
    return this.throttle.allows(BUDGET_OF[purpose], nameKey(address));
  }

  activation(to: string, token: string): Promise<void> {
    return this.send(to, 'Activate your account', [
      'Hello,',
      'please open this link within one hour to activate your account:',
      this.link('activate', token),
      'If you did not register, please ignore this mail.',
    ]);
  }

  passwordReset(to: string, token: string): Promise<void> {
    return this.send(to, 'Set a new password', [
      'Hello,',
      'please open this link within one hour to set a new password:',
      this.link('password/reset', token),
      'If you did not ask for it, please ignore this mail; your password stays as it is.',
    ]);
  }

  emailChange(to: string, token: string): Promise<void> {
    return this.send(to, 'Confirm your new e-mail address', [
      'Hello,',
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
