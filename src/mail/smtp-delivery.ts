import { join } from 'node:path';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Config } from '../config/config.js';
import { deriveKey } from '../config/master-key.js';
import { type Claimed, MailQueue } from './mail-queue.js';
import type { Message } from './message.js';

const TIMEOUT_MS = 10_000;
const INTERVAL_MS = 1_000;
const MOST_AT_ONCE = 5;
/** Longer than any try: a process that holds a mail for so long has ended. */
const LEASE_MS = 60_000;
const PAUSES_MS = [2_000, 10_000, 60_000, 300_000];
/** As long as the links in our mails live. */
const GIVE_UP_MS = 3_600_000;
const SHUTDOWN_MS = 3_000;

/** Gives mails to the SMTP server, and tries again for an hour while it does not take them. */
@Injectable()
export class SmtpDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SmtpDelivery.name);
  private readonly smtp?: ReturnType<typeof openTransport>;
  private readonly queue: MailQueue;
  private readonly underway = new Set<Promise<void>>();
  private timer?: NodeJS.Timeout;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    if (config.smtpUrl) this.smtp = openTransport(config.smtpUrl);
    const key = deriveKey(config.masterKey, 'mail queue');
    this.queue = new MailQueue(join(config.dataDir, 'mail-queue'), key);
  }

  get isOn(): boolean {
    return this.smtp !== undefined;
  }

  /** Answers as soon as the mail cannot get lost any more. */
  async accept(message: Message): Promise<void> {
    await this.queue.add(message, this.clock.now());
    void this.sendDue();
  }

  /** Gives one mail to the server, without a second try. @throws Error what the server says */
  async sendNow(message: Message): Promise<void> {
    await this.smtp?.sendMail(message);
  }

  /** How many mails the server has refused or not taken, and still may. */
  delayed(): Promise<number> {
    return this.queue.delayed();
  }

  onApplicationBootstrap(): void {
    if (!this.isOn) return;
    this.timer = setInterval(() => void this.sendDue(), INTERVAL_MS);
    this.timer.unref();
  }

  /** What is not done in time is in the queue for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const enough = new Promise((resolve) => setTimeout(resolve, SHUTDOWN_MS).unref());
    await Promise.race([Promise.all(this.underway), enough]);
    this.smtp?.close();
  }

  private async sendDue(): Promise<void> {
    for (const file of await this.queue.due(this.clock.now())) {
      if (this.underway.size >= MOST_AT_ONCE) return;
      const attempt = this.attempt(file).catch((error: unknown) => {
        this.log.error({ msg: 'The mail queue cannot be used', err: error });
      });
      this.underway.add(attempt);
      void attempt.finally(() => this.underway.delete(attempt));
    }
  }

  private async attempt(file: string): Promise<void> {
    const mail = await this.queue.claim(file, this.clock.now() + LEASE_MS);
    if (!mail) return;
    try {
      await this.smtp?.sendMail(await this.queue.read(mail));
      this.log.log({ msg: 'A mail was sent' });
    } catch (error) {
      return this.afterFailure(mail, error as SmtpError);
    }
    await this.queue.remove(mail);
  }

  private async afterFailure(mail: Claimed, { code, responseCode }: SmtpError): Promise<void> {
    // The server's words and the addresses stay out of the log: they may be personal data.
    const what = { code, responseCode, tries: mail.tries };
    const isRefused = code === 'EENVELOPE' && (responseCode ?? 0) >= 500;
    const now = this.clock.now();
    if (isRefused || code === undefined || now - mail.since > GIVE_UP_MS) {
      this.log.error({ msg: 'A mail is given up', ...what });
      return this.queue.remove(mail);
    }
    this.log.warn({ msg: 'A mail could not be sent yet', ...what });
    const pause = PAUSES_MS[mail.tries - 1] ?? PAUSES_MS.at(-1) ?? LEASE_MS;
    await this.queue.postpone(mail.file, now + pause);
  }
}

interface SmtpError {
  /** Missing where the network is not the reason: the mail cannot be read. */
  code?: string;
  responseCode?: number;
}

function openTransport(url: string) {
  const { createTransport } = require('nodemailer') as typeof import('nodemailer');
  return createTransport(
    Object.assign(
      { url },
      {
        connectionTimeout: TIMEOUT_MS,
        greetingTimeout: TIMEOUT_MS,
        socketTimeout: TIMEOUT_MS,
      },
    ),
  );
}
