import { Injectable } from '@nestjs/common';
import type { Language } from '../../common/language.js';
import { Config } from '../../config/config.js';
import { Mailer } from '../../mail/mailer.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { en } from './words/en.js';
import { fr } from './words/fr.js';
import type { LinkWords, MailWords, NoticeKind } from './words/mail-words.js';
import { nameKey } from '../user-rules.js';

const WORDS: Record<Language, MailWords> = { en, fr };

/** Each purpose of a mail that anybody can ask for, and how often it may go to one address. */
const BUDGET_OF = {
  activation: BUDGETS.mailActivation,
  password_reset: BUDGETS.mailPasswordReset,
  email_change: BUDGETS.mailEmailChange,
  already_registered: BUDGETS.mailAlreadyRegistered,
} as const;

/** Whom a mail goes to, and in which language. */
export interface Reader {
  email: string;
  /** English when it is not known. */
  language: Language | null;
}

/**
 * Every mail that people get, in their language. Each link has a line of its own. No mail holds a
 * word that somebody chose, such as a user name: mail programs make a link of `www.evil.example`.
 */
@Injectable()
export class UserMails {
  constructor(
    private readonly config: Config,
    private readonly mailer: Mailer,
    private readonly throttle: ThrottleService,
  ) {}

  /** Whether one more mail of this purpose may go to the address; asking counts. */
  mayWriteTo(address: string, purpose: keyof typeof BUDGET_OF): Promise<boolean> {
    return this.throttle.allows(BUDGET_OF[purpose], nameKey(address));
  }

  activation(to: Reader, token: string): Promise<void> {
    return this.sendLink(to, 'activation', `activate/${token}`);
  }

  passwordReset(to: Reader, token: string): Promise<void> {
    return this.sendLink(to, 'passwordReset', `password/reset/${token}`);
  }

  emailChange(to: Reader, token: string): Promise<void> {
    return this.sendLink(to, 'emailChange', `activate/${token}`);
  }

  alreadyRegistered(to: Reader): Promise<void> {
    return this.sendLink(to, 'alreadyRegistered', 'password/forgot');
  }

  /** Tells what happened; each kind has a budget of its own, so that none hides another. */
  async notice(to: Reader, kind: NoticeKind, at: number): Promise<void> {
    if (!(await this.throttle.allows(BUDGETS.mailNotice, kind, nameKey(to.email)))) return;
    const language = to.language ?? 'en';
    const { hello, when, ifYou, notices } = WORDS[language];
    const { subject, what, ifNotYou } = notices[kind];
    const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC',
    }).format(at);
    const told = [hello, what, when(time), this.config.publicUrl, ifYou, ifNotYou];
    await this.send(to.email, subject, told);
  }

  private sendLink(
    { email, language }: Reader,
    mail: 'activation' | 'passwordReset' | 'emailChange' | 'alreadyRegistered',
    path: string,
  ): Promise<void> {
    const { hello, ...words } = WORDS[language ?? 'en'];
    const { subject, before, after }: LinkWords = words[mail];
    const link = `${this.config.publicUrl}/${path}`;
    return this.send(email, subject, [hello, ...before, link, ...after]);
  }

  private send(to: string, subject: string, paragraphs: string[]): Promise<void> {
    return this.mailer.send({ to, subject, text: `${paragraphs.join('\n\n')}\n` });
  }
}
