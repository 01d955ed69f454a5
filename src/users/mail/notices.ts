import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { NoticeKind } from './words/mail-words.js';
import { type Reader, UserMailService } from './user-mail.service.js';
import { User } from '../user.entity.js';

/**
 * Tells users by mail what was done to their account, whoever did it. The mail comes after the change
 * is stored, and its failure never reaches whoever made the change.
 */
@Injectable()
export class Notices implements BeforeApplicationShutdown {
  private readonly log = new Logger(Notices.name);
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly mails: UserMailService,
    private readonly clock: Clock,
  ) {}

  /** Tells a user once the transaction is stored. */
  tellAfter(tx: Transaction, kind: NoticeKind, userId: string): void {
    tx.afterwards(() => this.tell(kind, userId));
  }

  /** Tells everybody who reads one of these addresses once the transaction is stored. */
  writeAfter(tx: Transaction, kind: NoticeKind, readers: Reader[]): void {
    tx.afterwards(() => this.start(this.write(kind, readers)));
  }

  /** Tells a user of what is stored already. */
  tell(kind: NoticeKind, userId: string): void {
    this.start(this.writeTo(kind, userId));
  }

  /** A mail that is being written is stored before the process ends. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underway);
  }

  private async writeTo(kind: NoticeKind, userId: string): Promise<void> {
    const row = await this.database.rows.findOneBy(User, { id: userId });
    if (row) await this.write(kind, [row]);
  }

  private async write(kind: NoticeKind, readers: Reader[]): Promise<void> {
    for (const reader of readers) await this.mails.sendNotice(reader, kind, this.clock.now());
  }

  private start(work: Promise<void>): void {
    const safe = work.catch((error: unknown) => {
      this.log.error({ msg: 'A person could not be told of a change', err: error });
    });
    this.underway.add(safe);
    void safe.finally(() => this.underway.delete(safe));
  }
}
