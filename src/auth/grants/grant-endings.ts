import { Injectable } from '@nestjs/common';
import { type SelectQueryBuilder, In } from 'typeorm';
import { AppsHooks } from '../../apps/apps.hooks.js';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UsersBin } from '../../users/users.bin.js';
import { UsersService } from '../../users/users.service.js';
import { EndedHolder } from './ended-holder.entity.js';
import { GrantRow } from './grant.entity.js';

/** Marked by one statement: whoever writes meanwhile waits for milliseconds. */
const AT_ONCE = 500;
/** Of who is gone, all epochs are earlier ones. */
const EVERY_EPOCH = 2 ** 31 - 1;
/** So long after its end nobody takes a grant for a live one, whatever their clock says. */
const MARGIN_MS = 60_000;
const MOST_HOLDERS = 100;

const EPOCHS = { userId: 'userEpoch', clientId: 'clientEpoch' } as const;

/**
 * Marks grants as ended that are over: with their person or app, by an epoch, or by their time. They
 * were refused before, since each request compares epochs and times; marked, they are also in no
 * list, which so need look at nothing but grants.
 */
@Injectable()
export class GrantEndings {
  /** Grants that were over by then are marked. */
  private markedUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    users: UsersService,
    apps: AppsHooks,
    bin: UsersBin,
    sweeper: Sweeper,
  ) {
    users.onRevoke((tx, id, { epoch }) => this.end(tx, 'userId', [id], epoch));
    users.onRemove((tx, id) => this.end(tx, 'userId', [id], EVERY_EPOCH));
    apps.onRevoke((tx, { key, epoch }) => this.end(tx, 'clientId', [key], epoch));
    apps.onRemove((tx, removed) => {
      const keys = removed.map(({ key }) => key);
      return this.end(tx, 'clientId', keys, EVERY_EPOCH);
    });
    bin.onRestore((tx, { id, epoch }) => this.begin(tx, 'userId', id, epoch));
    apps.onRestore((tx, { key, epoch }) => this.begin(tx, 'clientId', key, epoch));
    sweeper.sweepBy('grants that ended with others', AT_ONCE, () => this.endMore());
    sweeper.sweepBy('grants that are over', AT_ONCE, () => this.endOver());
  }

  /** Leaves out what has ended and is not marked yet. */
  async leaveOut(grants: SelectQueryBuilder<GrantRow>): Promise<void> {
    const holders = await this.database.lists.find(EndedHolder, { take: MOST_HOLDERS });
    for (const [index, { column, key, epoch }] of holders.entries())
      grants.andWhere(
        `(g.${column} IS NULL OR g.${column} <> :key${index} OR g.${EPOCHS[column]} >= :epoch${index})`,
        { [`key${index}`]: key, [`epoch${index}`]: epoch },
      );
  }

  /** Marks the first of them in this transaction, and leaves the others, if any, to the sweeper. */
  private async end(
    tx: Transaction,
    column: EndedHolder['column'],
    keys: string[],
    epoch: number,
  ): Promise<void> {
    if ((await this.mark(tx, column, keys, epoch)) < AT_ONCE) return;
    const holders = keys.map((key) => ({ column, key, epoch }));
    await tx.rows.delete(EndedHolder, { column, key: In(keys) });
    await tx.rows.insert(EndedHolder, holders);
  }

  /** Grants of who is back count: what is still to be marked is what they had before. */
  private async begin(
    tx: Transaction,
    column: EndedHolder['column'],
    key: string,
    epoch: number,
  ): Promise<void> {
    await tx.rows.update(EndedHolder, { column, key }, { epoch });
  }

  private async endMore(): Promise<number> {
    const [holder] = await this.database.lists.find(EndedHolder, { take: 1 });
    if (!holder) return 0;
    const { column, key, epoch } = holder;
    return this.work.run(async (tx) => {
      const marked = await this.mark(tx, column, [key], epoch);
      if (marked < AT_ONCE) await tx.rows.delete(EndedHolder, { column, key, epoch });
      // Perhaps not the last one: the sweeper asks again.
      return AT_ONCE;
    });
  }

  /** @returns how many, at most `AT_ONCE` */
  private async mark(
    tx: Transaction,
    column: EndedHolder['column'],
    keys: string[],
    epoch: number,
  ): Promise<number> {
    const some = tx.rows
      .createQueryBuilder(GrantRow, 'g')
      .select('g.id')
      .where(`g.endedAt IS NULL AND g.${column} IN (:...keys)`, { keys })
      .andWhere(`g.${EPOCHS[column]} < :epoch`, { epoch })
      .limit(AT_ONCE);
    // What is live of one app has an index in this order.
    if (keys.length === 1 && column === 'clientId')
      some.orderBy('g.kind').addOrderBy('g.createdAt');
    const { affected } = await tx.rows
      .createQueryBuilder()
      .update(GrantRow)
      .set({ endedAt: new Date(this.clock.now()) })
      .where(`"id" IN (${some.getQuery()})`, some.getParameters())
      .execute();
    return affected ?? 0;
  }

  private async endOver(): Promise<number> {
    const until = this.clock.now() - MARGIN_MS;
    const marked = await this.work.run(async (tx) => {
      const over = tx.rows
        .createQueryBuilder(GrantRow, 'g')
        .select('g.id')
        .where('g.expiresAt > :from AND g.expiresAt <= :until', { from: this.markedUntil, until })
        .andWhere('g.endedAt IS NULL')
        .orderBy('g.expiresAt')
        .limit(AT_ONCE);
      const { affected } = await tx.rows
        .createQueryBuilder()
        .update(GrantRow)
        .set({ endedAt: () => '"expiresAt"' })
        .where(`"id" IN (${over.getQuery()})`, over.getParameters())
        .execute();
      return affected ?? 0;
    });
    if (marked < AT_ONCE) this.markedUntil = until;
    return marked;
  }
}
