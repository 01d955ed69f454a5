import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../common/problem.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';
import type { MailPurpose } from './mail-token.entity.js';
import { MailTokensService } from './mail-tokens.service.js';
import { Reach } from '../reach.js';
import { UserMails } from './user-mails.js';
import type { User } from '../user.entity.js';
import { UsersService } from '../users.service.js';

/**
 * Mails links to people. Over the limit of mails of one purpose for one address nothing is sent, and the earlier
 * link stays good; whoever asked is not told.
 */
@Injectable()
export class UserLinks {
  constructor(
    private readonly users: UsersService,
    private readonly work: UnitOfWork,
    private readonly tokens: MailTokensService,
    private readonly mails: UserMails,
    private readonly reach: Reach,
  ) {}

  async sendActivation({ id, email, language }: User): Promise<void> {
    if (!(await this.mails.mayWriteTo(email, 'activation'))) return;
    await this.mails.activation({ email, language }, await this.issue(id, 'activation'));
  }

  async sendPasswordReset({ id, email, language }: User): Promise<void> {
    if (!(await this.mails.mayWriteTo(email, 'password_reset'))) return;
    await this.mails.passwordReset({ email, language }, await this.issue(id, 'password_reset'));
  }

  /** Asks for a proof that the new address is theirs. */
  async sendEmailChange(id: string, email: string): Promise<void> {
    if (!(await this.mails.mayWriteTo(email, 'email_change'))) return;
    const language = (await this.users.row(id))?.language ?? null;
    const token = await this.issue(id, 'email_change', email);
    await this.mails.emailChange({ email, language }, token);
  }

  /** Tells the owner of an address that somebody tried to use it. */
  async sendAlreadyRegistered(email: string): Promise<void> {
    if (!(await this.mails.mayWriteTo(email, 'already_registered'))) return;
    const language = (await this.users.findByLogin(email))?.language ?? null;
    await this.mails.alreadyRegistered({ email, language });
  }

  /** @throws Problem 404; 403 `beyond_reach`; 409 when the person does not wait for activation */
  async resendActivation(id: string, caller: Caller): Promise<void> {
    const row = await this.users.row(id);
    if (!row) throw notFound('user');
    await this.reach.require(caller, id);
    if (row.status !== 'pending')
      throw conflict('not_pending', 'This person does not wait for activation.');
    await this.sendActivation(row);
  }

  private issue(id: string, purpose: MailPurpose, email?: string): Promise<string> {
    return this.work.run((tx) => this.tokens.issue(tx, id, purpose, email));
  }
}
