import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { AuditService } from '../../audit/audit.service.js';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import {
  isWellFormed,
  keyedDigest,
  createIdentifier,
  createSecret,
  PREFIX,
} from '../../common/identifiers.js';
import { notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';
import { SettingsService } from '../../settings/settings.service.js';
import { Logins } from '../../users/login/logins.js';
import type { User } from '../../users/user.entity.js';
import { PortalSession } from './portal-session.entity.js';

const LONGEST_MS = 7 * 86_400_000;
const MOST_REMOVED = 1_000;

/** Where a session was opened from. */
export interface SessionOrigin {
  ip: string;
  userAgent?: string;
}

/** Opens, finds and ends portal sessions: the cookie holds a secret, the row only its digest. */
@Injectable()
export class SessionsService {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly changes: Changes,
    private readonly audit: AuditService,
    private readonly logins: Logins,
  ) {
    this.key = deriveKey(config.masterKey, 'portal sessions');
  }

  /** Opens a session and tells the cookie's value. A new one each time, so none can be planted. */
  async open(
    person: Person,
    secondFactor: boolean,
    { ip, userAgent }: SessionOrigin,
  ): Promise<string> {
    const secret = createSecret(PREFIX.session);
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      await this.endOldest(tx, person.id);
      await tx.rows.insert(PortalSession, {
        id: createIdentifier('ses_', now),
        digest: keyedDigest(this.key, secret),
        userId: person.id,
        userEpoch: person.epoch,
        secondFactor,
        confirmedAt: null,
        ip,
        userAgent: userAgent?.slice(0, 400) ?? null,
        createdAt: new Date(now),
        lastSeenAt: new Date(now),
        expiresAt: new Date(now + LONGEST_MS),
      });
    });
    return secret;
  }

  /** The session that a cookie names, if it is still open. */
  async find(secret: string): Promise<PortalSession | undefined> {
    if (!isWellFormed(secret, PREFIX.session)) return undefined;
    const digest = keyedDigest(this.key, secret);
    const session = await this.database.rows.findOneBy(PortalSession, { digest });
    return session && session.expiresAt.getTime() > this.clock.now() ? session : undefined;
  }

  /** Notes that the person has proved once more who they are. */
  async confirm(id: string): Promise<void> {
    const confirmedAt = new Date(this.clock.now());
    await this.work.run((tx) => tx.rows.update(PortalSession, { id }, { confirmedAt }));
  }

  /** Ends one of the caller's sessions. @throws Problem 404 when it is not theirs */
  async endOwn(caller: Caller, id: string): Promise<void> {
    await this.changes.run(caller, 'consumer.session.remove', async (tx, about) => {
      const own = { id, userId: caller.personId };
      const { affected } = await tx.rows.delete(PortalSession, own);
      if (affected !== 1) throw notFound('session');
      about({ subject: `session:${id}` });
    });
  }

  /**
   * Signs the caller out everywhere, here too: ends all sessions and all logins in one transaction. Apps
   * and personal tokens stay.
   */
  async endEverywhere(caller: Caller): Promise<void> {
    const { personId } = caller;
    await this.changes.run(caller, 'consumer.session.removeAll', async (tx, about) => {
      await this.logins.revoke(tx, personId);
      about({ subject: `user:${personId}` });
    });
  }

  /** Ends a session for the browser that has it. */
  async end({ id, userId }: PortalSession, ip: string): Promise<void> {
    await this.work.run(async (tx) => {
      const { affected } = await tx.rows.delete(PortalSession, { id, userId });
      const subject = `session:${id}`;
      if (affected === 1)
        await this.audit.record(tx, { event: 'portal.session.remove', userId, ip, subject });
    });
  }

  /** Ends all of a person's sessions but for one. */
  async endAll(tx: Transaction, userId: string, except = ''): Promise<void> {
    await tx.rows.delete(PortalSession, { userId, id: Not(except) });
  }

  /**
   * Keeps a session while the person's epoch ends all others. It gets another secret, so that a copy
   * of the old one ends too; whoever may have it kept has just proved who they are.
   * @returns the cookie's value
   */
  async renew(tx: Transaction, id: string, { id: userId, epoch }: User): Promise<string> {
    const secret = createSecret(PREFIX.session);
    const digest = keyedDigest(this.key, secret);
    const confirmedAt = new Date(this.clock.now());
    await tx.rows.update(PortalSession, { id, userId }, { digest, userEpoch: epoch, confirmedAt });
    return secret;
  }

  /** Ends the oldest sessions of somebody who has as many as one may have. */
  private async endOldest(tx: Transaction, userId: string): Promise<void> {
    await tx.lock(`sessions:${userId}`);
    const surplus = await tx.rows.find(PortalSession, {
      select: { id: true },
      where: { userId },
      order: { createdAt: 'DESC', id: 'DESC' },
      skip: this.settings.get('quota.logins') - 1,
      take: MOST_REMOVED,
    });
    if (surplus.length > 0)
      await tx.rows.delete(PortalSession, { id: In(surplus.map(({ id }) => id)) });
  }
}
