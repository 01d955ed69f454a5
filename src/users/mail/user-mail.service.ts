import { Injectable } from '@nestjs/common';
import type { Language } from '../../common/language.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Mailer } from '../../mail/mailer.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import type { User } from '../user.entity.js';
import { UsersQuery } from '../users.query.js';
import { isInvited, nameKey } from '../users.rules.js';
import type { MailPurpose } from './mail-token.entity.js';
import { MailTokensService } from './mail-tokens.service.js';
import { Letters } from './letters.js';
import type { LinkMail, NoticeKind } from './words/mail-words.js';

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
 * Writes every mail that users get, in their language. Over the limit of mails of one purpose for one
 * address nothing is sent, and the earlier link stays good; whoever asked is not told. Each link has a
 * line of its own. No mail holds a word that somebody chose, such as a user name: mail programs make a
 * link of `www.evil.example`.
 */
@Injectable()
export class UserMailService {
  constructor(
    private readonly letters: Letters,
    private readonly mailer: Mailer,
    private readonly throttle: ThrottleService,
    private readonly tokens: MailTokensService,
    private readonly work: UnitOfWork,
    private readonly users: UsersQuery,
  ) {}

  /** Sends what makes somebody who waits active: the activation, or again the invitation. */
  async sendActivation(user: User): Promise<void> {
    if (await this.mayWriteTo(user.email, 'activation')) await this.writeActivation(user);
  }

  async sendPasswordReset(user: User): Promise<void> {
    if (await this.mayWriteTo(user.email, 'password_reset')) await this.writePasswordReset(user);
  }

  /** As `sendActivation`, for who has a limit of their own. */
  async writeActivation(user: User): Promise<void> {
    if (isInvited(user)) {
      const token = await this.issue(user.id, 'invitation');
      return this.sendLink(user, 'invitation', `password/reset/${token}`);
    }
    const token = await this.issue(user.id, 'activation');
    await this.sendLink(user, 'activation', `activate/${token}`);
  }

  /** As `sendPasswordReset`, for who has a limit of their own. */
  async writePasswordReset(user: User): Promise<void> {
    const token = await this.issue(user.id, 'password_reset');
    await this.sendLink(user, 'passwordReset', `password/reset/${token}`);
  }

  /** Asks for a proof that the new address is theirs. */
  async sendEmailChange(id: string, email: string): Promise<void> {
    if (!(await this.mayWriteTo(email, 'email_change'))) return;
    const language = (await this.users.row(id))?.language ?? null;
    const token = await this.issue(id, 'email_change', email);
    await this.sendLink({ email, language }, 'emailChange', `activate/${token}`);
  }

  /** Tells the owner of an address that somebody tried to use it. */
  async sendAlreadyRegistered(email: string): Promise<void> {
    if (!(await this.mayWriteTo(email, 'already_registered'))) return;
    const language = (await this.users.findByLogin(email))?.language ?? null;
    await this.sendLink({ email, language }, 'alreadyRegistered', 'password/forgot');
  }

  /** Tells what happened; each kind has a budget of its own, so that none hides another. */
  async sendNotice(to: Reader, kind: NoticeKind, at: number): Promise<void> {
    if (!(await this.throttle.allows(BUDGETS.mailNotice, kind, nameKey(to.email)))) return;
    const letter = this.letters.ofNotice(to.language ?? 'en', kind, at);
    await this.mailer.send({ to: to.email, ...letter });
  }

  /** Whether one more mail of this purpose may go to the address; asking counts. */
  private mayWriteTo(address: string, purpose: keyof typeof BUDGET_OF): Promise<boolean> {
    return this.throttle.allows(BUDGET_OF[purpose], nameKey(address));
  }

  private issue(id: string, purpose: MailPurpose, email?: string): Promise<string> {
    return this.work.run((tx) => this.tokens.issue(tx, id, purpose, email));
  }

  private sendLink({ email, language }: Reader, mail: LinkMail, path: string): Promise<void> {
    return this.mailer.send({ to: email, ...this.letters.withLink(language ?? 'en', mail, path) });
  }
}
