import { join } from 'node:path';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Clock } from '../common/clock.js';
import { Config } from '../config/config.js';
import { compose, type Mail, type Message } from './message.js';
import { putInOutbox } from './outbox.js';

const PATIENCE_MS = 10_000;

/** Sends mail by SMTP, or puts it into the outbox folder when no server is configured. */
@Injectable()
export class Mailer implements BeforeApplicationShutdown {
  private readonly log = new Logger(Mailer.name);
  private readonly smtp?: ReturnType<typeof openTransport>;
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    if (config.smtpUrl) this.smtp = openTransport(config.smtpUrl);
  }

  /**
   * Never fails: whether a mail went out tells a stranger who is known here. A mail server is not
   * waited for, for the same reason; the outbox is.
   */
  async send(mail: Mail): Promise<void> {
    const delivery = this.deliver(mail).catch((error: unknown) => {
      this.log.error({ msg: 'A mail could not be sent', subject: mail.subject, err: error });
    });
    this.underway.add(delivery);
    void delivery.finally(() => this.underway.delete(delivery));
    if (!this.smtp) await delivery;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underway);
    this.smtp?.close();
  }

  private async deliver(mail: Mail): Promise<void> {
    const now = this.clock.now();
    const message = compose(mail, this.config.publicUrl, now);
    if (this.smtp) return this.sendBySmtp(this.smtp, message);
    const file = await putInOutbox(join(this.config.dataDir, 'outbox'), message.raw, now);
    this.log.log({ msg: 'A mail is in the outbox', file });
  }

  private async sendBySmtp(smtp: ReturnType<typeof openTransport>, message: Message) {
    await smtp.sendMail(message);
    this.log.log({ msg: 'A mail was sent' });
  }
}

function openTransport(url: string) {
  return createTransport(
    Object.assign(
      { url },
      {
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
      },
    ),
  );
}
