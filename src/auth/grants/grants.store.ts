import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { AppsQuery } from '../../apps/apps.query.js';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../common/clock.js';
import { ChangeFeed, type Remembered } from '../../database/change-feed.js';
import { laterThan } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import type { Batch } from '../../database/job.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Grant, Grants, Rotation } from '../../oauth/ports.js';
import { Logins } from '../../users/login/logins.js';
import { Notices } from '../../users/mail/notices.js';
import { GrantLimits } from './grant-limits.js';
import { GrantRow, toGrant, toRow } from './grant.entity.js';
import { rotated, rotateTogether, type Use } from './rotation.js';

/** How long a client that lost the answer may ask again. */
const RETRY_MS = 10_000;
const MOST_REMEMBERED = 50_000;
const KEEP_MS = 30 * 86_400_000;

/** What people have logged in for themselves. */
const LOGINS: Grant['kind'][] = ['login', 'user_credentials'];

/** Grants in the database; what was read is remembered until the change feed names it. */
@Injectable()
export class GrantsStore implements Grants {
  private readonly known: Remembered<Grant>;
  private readonly rotations: Batch<Use, Rotation> = {
    together: (uses, run) => rotateTogether(uses, this.clock.now(), this.database.isPostgres, run),
    alone: (tx, use) => this.rotateAlone(tx, use),
  };

  constructor(
    private readonly database: Database,
    feed: ChangeFeed,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly notices: Notices,
    private readonly limits: GrantLimits,
    private readonly apps: AppsQuery,
    logins: Logins,
    sweeper: Sweeper,
  ) {
    // A month's margin: a row that goes too early would let its first refresh token live again.
    sweeper.sweep(GrantRow, 'expiresAt', KEEP_MS);
    logins.register({ revoke: (tx, userId, { grantId }) => this.endLogins(tx, userId, grantId) });
    const load = async (id: string) => {
      const row = await database.rows.findOneBy(GrantRow, { id });
      return row ? toGrant(row) : undefined;
    };
    this.known = feed.remember('grant', load, {
      max: MOST_REMEMBERED,
      groups: [
        { kind: 'grants_of', keyOf: ({ userId }) => userId },
        { kind: 'grants_of_app', keyOf: ({ userId, clientId }) => (userId ? undefined : clientId) },
      ],
    });
  }

  find(id: string): Grant | undefined | Promise<Grant | undefined> {
    return this.known.get(id);
  }

  noteUnstored(id: string): void {
    this.known.put(id, undefined);
  }

  start(grant: Grant): Promise<boolean> {
    return this.work.run((tx) => this.startIn(tx, grant));
  }

  /** As `start`, beside what else the transaction does. */
  async startIn(tx: Transaction, grant: Grant): Promise<boolean> {
    // A replay may be ending the same grant right now, before it has a row.
    await tx.lock(grant.id);
    if (await tx.rows.existsBy(GrantRow, { id: grant.id })) return false;
    await this.limits.makeRoom(tx, grant);
    // Nobody can have asked for an id that was never told, so there is no cached copy to drop.
    await tx.rows.insert(GrantRow, toRow(grant));
    return true;
  }

  rotate(
    grant: Grant,
    generation: number,
    expiresAt: number,
    isStored: boolean,
    ip?: string,
  ): Promise<Rotation> {
    return this.work.batch(this.rotations, { grant, generation, expiresAt, isStored, ip });
  }

  private async rotateAlone(tx: Transaction, use: Use): Promise<Rotation> {
    const { grant, generation, expiresAt, isStored, ip } = use;
    const { id } = grant;
    if (!isStored) {
      await this.limits.makeRoom(tx, grant);
      await insertUnlessThere(tx, grant);
    }
    const now = new Date(this.clock.now());
    const present = { id, generation, endedAt: IsNull(), expiresAt: laterThan(now.getTime()) };
    const following = {
      generation: generation + 1,
      rotatedAt: now,
      expiresAt: new Date(expiresAt),
    };
    const moved = await tx.rows.update(GrantRow, present, following);
    if (moved.affected === 1) {
      tx.changed('grant', id);
      return { outcome: 'rotated', grant: rotated(use, now.getTime()) };
    }
    const row = await tx.rows.findOneBy(GrantRow, { id });
    if (!row) return { outcome: 'over' };
    if (row.endedAt || row.expiresAt <= now) return { outcome: 'over' };
    const isRetry =
      row.generation === generation + 1 && now.getTime() - row.rotatedAt.getTime() <= RETRY_MS;
    if (isRetry) return { outcome: 'repeated', grant: toGrant(row) };
    await endRow(tx, id, now);
    await this.tellOfReplay(tx, 'security.refresh_token_replayed', grant, ip);
    return { outcome: 'replayed' };
  }

  /** Notes that the person has proved once more who they are. */
  async confirm(id: string): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.rows.update(GrantRow, { id }, { confirmedAt: new Date(this.clock.now()) });
      tx.changed('grant', id);
    });
  }

  async revoke(id: string, first?: Grant): Promise<void> {
    await this.work.run(async (tx) => {
      if (first) {
        await tx.lock(id);
        await insertUnlessThere(tx, first);
      }
      await this.revokeIn(tx, id);
    });
  }

  /** Ends the grant, beside what else the transaction does. */
  async revokeIn(tx: Transaction, id: string): Promise<void> {
    await endRow(tx, id, new Date(this.clock.now()));
  }

  async revokeReplayed(grant: Grant, ip?: string): Promise<void> {
    const { id } = grant;
    await this.work.run(async (tx) => {
      await tx.lock(id);
      await insertUnlessThere(tx, grant);
      // Who sends an old code again and again is told of once.
      if (await endRow(tx, id, new Date(this.clock.now())))
        await this.tellOfReplay(tx, 'security.code_replayed', grant, ip);
    });
  }

  /** Tells the audit, and the person, or the owner of an app that acts for itself. */
  private async tellOfReplay(
    tx: Transaction,
    event: string,
    { id, userId, clientId }: Grant,
    ip?: string,
  ): Promise<void> {
    const detail = { clientId };
    await this.audit.record(tx, { event, userId, ip, subject: `grant:${id}`, detail });
    const owner = userId ?? (await this.apps.ownerOf(tx, clientId));
    if (owner !== undefined) this.notices.tellAfter(tx, 'tokens_ended', owner);
  }

  /** Ends a person's live logins, however many, but for one: one statement, one change. */
  private async endLogins(tx: Transaction, userId: string, except = ''): Promise<void> {
    const now = new Date(this.clock.now());
    const live = { endedAt: IsNull(), expiresAt: laterThan(now.getTime()) };
    const logins = { ...live, userId, kind: In(LOGINS), id: Not(except) };
    await tx.rows.update(GrantRow, logins, { endedAt: now });
    tx.changed('grants_of', userId);
  }
}

/** Exactly one of several first uses makes the row; the others find it. */
async function insertUnlessThere(tx: Transaction, first: Grant): Promise<void> {
  await tx.rows
    .createQueryBuilder()
    .insert()
    .into(GrantRow)
    .values(toRow(first))
    .orIgnore()
    .execute();
}

/** @returns whether it was live */
async function endRow(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { affected } = await tx.rows.update(GrantRow, { id, endedAt: IsNull() }, { endedAt: now });
  tx.changed('grant', id);
  return affected === 1;
}
