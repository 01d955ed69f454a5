import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { PREFIX } from '../../common/identifiers.js';
import { invalidToken, MailTokensService } from '../../users/mail/mail-tokens.service.js';
import { UserWrites } from '../../users/user-writes.js';
import { done, type MessageDto } from '../message.dto.js';

/** Takes the links that prove an address: a newcomer's, or a new one of somebody known. */
@Injectable()
export class ActivationService {
  constructor(
    private readonly tokens: MailTokensService,
    private readonly users: UserWrites,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem 400 `invalid_token`; 409 `email_taken` when somebody was faster */
  async activate(token: string, ip: string): Promise<MessageDto> {
    const isChange = token.startsWith(PREFIX.emailChange);
    await this.work.run(async (tx) => {
      const id = isChange ? await this.changeEmail(tx, token) : await this.open(tx, token);
      await this.audit.record(tx, {
        event: 'consumer.activate',
        userId: id,
        ip,
        subject: `user:${id}`,
        detail: isChange ? { email: 'changed' } : { status: 'active' },
      });
    });
    return done(
      isChange
        ? 'Your new e-mail address is confirmed.'
        : 'Your account is active; you can log in.',
    );
  }

  private async open(tx: Transaction, token: string): Promise<string> {
    const { userId } = await this.tokens.consume(tx, token, 'activation');
    const row = await this.users.require(tx, userId);
    if (row.status !== 'pending') throw invalidToken();
    await this.users.update(tx, userId, { status: 'active' });
    await this.users.verifyEmail(tx, userId);
    return userId;
  }

  private async changeEmail(tx: Transaction, token: string): Promise<string> {
    const { userId, email } = await this.tokens.consume(tx, token, 'email_change');
    if (email === null) throw invalidToken();
    await this.users.update(tx, userId, { email });
    await this.users.verifyEmail(tx, userId);
    return userId;
  }
}
