import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Config } from '../config/config.js';
import { compose, type Mail, type Message } from './message.js';
import { putInOutbox } from './outbox.js';
import { SmtpDelivery } from './smtp-delivery.js';

/** Sends mail by SMTP, or puts it into the outbox folder when no server is configured. */
@Injectable()
export class Mailer {
  private readonly log = new Logger(Mailer.name);

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly delivery: SmtpDelivery,
  ) {}

  /** How many mails of this instance the mail server does not take. */
  async delayed(): Promise<number> {
    return this.delivery.isOn ? this.delivery.delayed() : 0;
  }

  /**
   * Never fails: whether a mail went out tells a stranger who is known here. A mail server is not
   * waited for, for the same reason; storing the mail is.
   */
  async send(mail: Mail): Promise<void> {
    try {
      const now = this.clock.now();
      const message = compose(mail, this.config.publicUrl, now);
      if (this.delivery.isOn) return await this.delivery.accept(message);
      await this.putAside(message, now);
    } catch (error) {
      this.log.error({ msg: 'A mail could not be stored', subject: mail.subject, err: error });
    }
  }

  /**
   * Sends at once and waits for the mail server, for who asked whether mail works.
   * @returns where the mail is now
   * @throws Error what the mail server says
   */
  async trySending(mail: Mail): Promise<'server' | 'outbox'> {
    const now = this.clock.now();
    const message = compose(mail, this.config.publicUrl, now);
    if (!this.delivery.isOn) {
      await this.putAside(message, now);
      return 'outbox';
    }
    await this.delivery.sendNow(message);
    return 'server';
  }

  private async putAside(message: Message, now: number): Promise<void> {
    const file = await putInOutbox(join(this.config.dataDir, 'outbox'), message.raw, now);
    this.log.log({ msg: 'A mail is in the outbox', file });
  }
}
