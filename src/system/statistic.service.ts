import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThanOrEqual } from 'typeorm';
import { ActivityQuery } from '../apps/activity/activity.query.js';
import { AppsHooks } from '../apps/apps.hooks.js';
import { AppsQuery } from '../apps/apps.query.js';
import { GrantsQuery } from '../auth/grants/grants.query.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { Sweeper } from '../database/sweeper.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { UsersBin } from '../users/users.bin.js';
import { UsersQuery } from '../users/users.query.js';
import { UsersService } from '../users/users.service.js';
import { CreatedCount } from './created-count.entity.js';
import { RemovedCount } from './removed-count.entity.js';
import { MOST_DAYS, type StatisticDto, type StatisticTotals } from './statistic.dto.js';

const DAY_MS = 86_400_000;

/** A day is summed this long after its end: everything that began in it is stored by then. */
const CLOSED_AFTER_MS = 3_600_000;
/** Totals above this are counted once a minute, since that reads an index from end to end. */
const MANY = 10_000;
const REMEMBERED_MS = 60_000;

type Kind = CreatedCount['kind'];
const KINDS: Kind[] = ['people', 'apps'];

/** Sums by day for the overview. A day that is over is one row for each figure, whoever goes later. */
@Injectable()
export class StatisticService {
  private totalsOfMany?: StatisticTotals;
  /** The days before this one are summed. */
  private summedUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly activity: ActivityQuery,
    private readonly grants: GrantsQuery,
    private readonly clock: Clock,
    private readonly users: UsersQuery,
    private readonly apps: AppsQuery,
    usersService: UsersService,
    appsHooks: AppsHooks,
    usersBin: UsersBin,
    sweeper: Sweeper,
  ) {
    usersService.onRemove((tx, _, user) => this.countRemoved(tx, 'people', [user]));
    appsHooks.onRemove((tx, removed) => this.countRemoved(tx, 'apps', removed));
    usersBin.onRestore((tx, user) => this.countRestored(tx, 'people', user));
    appsHooks.onRestore((tx, app) => this.countRestored(tx, 'apps', app));
    sweeper.sweepBy('sums of past days', 1, () => this.sumPastDays());
  }

  async read(count: number): Promise<StatisticDto> {
    // What cannot be stored now is summed by the rows, and stored by the sweeper.
    await this.sumPastDays().catch(() => undefined);
    const first = this.dayOf(this.clock.now()) - count + 1;
    const { lists } = this.database;
    const people = await this.everPerDay(lists, 'people', first);
    const apps = await this.everPerDay(lists, 'apps', first);
    const tokens = new Map((await this.activity.daily(first)).map((row) => [row.day, row]));
    const days = Array.from({ length: count }, (_, index) => {
      const day = first + index;
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      const { issued = 0, failed = 0 } = tokens.get(day) ?? {};
      return { date, people: people.get(day) ?? 0, apps: apps.get(day) ?? 0, issued, failed };
    });
    return { days, totals: await this.totals() };
  }

  /** Stores the sums of days that are over; those that are stored already stay as they are. */
  private async sumPastDays(): Promise<0> {
    const until = this.dayOf(this.clock.now() - CLOSED_AFTER_MS);
    if (until === this.summedUntil) return 0;
    const first = until - MOST_DAYS;
    await this.work.run(async (tx) => {
      // Nobody is removed between two of the reads that follow.
      await tx.lock('removed_count');
      for (const kind of KINDS) {
        const perDay = await this.everPerDay(tx.rows, kind, first);
        const sums = Array.from({ length: MOST_DAYS }, (_, index) => {
          const day = first + index;
          return { kind, day, times: perDay.get(day) ?? 0 };
        });
        await tx.rows
          .createQueryBuilder()
          .insert()
          .into(CreatedCount)
          .values(sums)
          .orIgnore()
          .execute();
      }
    });
    this.summedUntil = until;
    return 0;
  }

  /** Counts what is removed, on the day when it was created. */
  private async countRemoved(
    tx: Transaction,
    kind: Kind,
    removed: { createdAt: Date }[],
  ): Promise<void> {
    const times = new Map<number, number>();
    for (const { createdAt } of removed) {
      const day = this.dayOf(createdAt.getTime());
      times.set(day, (times.get(day) ?? 0) + 1);
    }
    // Nobody asks for older days.
    const oldest = this.dayOf(this.clock.now()) - MOST_DAYS;
    const counts = [...times].filter(([day]) => day >= oldest);
    if (counts.length > 0) await tx.lock('removed_count');
    for (const [day, more] of counts) {
      const counted = await tx.rows.increment(RemovedCount, { kind, day }, 'times', more);
      if (counted.affected === 0) await tx.rows.insert(RemovedCount, { kind, day, times: more });
    }
  }

  /** Takes one back that was counted when it was removed. */
  private async countRestored(tx: Transaction, kind: Kind, { createdAt }: { createdAt: Date }) {
    await tx.lock('removed_count');
    const day = this.dayOf(createdAt.getTime());
    await tx.rows.decrement(RemovedCount, { kind, day }, 'times', 1);
  }

  private async totals(): Promise<StatisticTotals> {
    const now = this.clock.now();
    const known = this.totalsOfMany;
    if (known && now - Date.parse(known.countedAt) < REMEMBERED_MS) return known;
    const people = await this.users.count();
    const apps = await this.apps.count();
    const grants = await this.grants.countLive();
    const totals = { people, apps, grants, countedAt: new Date(now).toISOString() };
    this.totalsOfMany = Math.max(people, apps, grants) > MANY ? totals : undefined;
    return totals;
  }

  /**
   * How many were created on each day, those that are gone by now included: as it was summed, and by
   * the rows for days that are not.
   * @param first days since 1970
   */
  private async everPerDay(
    rows: EntityManager,
    kind: Kind,
    first: number,
  ): Promise<Map<number, number>> {
    const summed = await rows.findBy(CreatedCount, { kind, day: MoreThanOrEqual(first) });
    const sums = new Map(summed.map(({ day, times }) => [day, times]));
    let open = first;
    while (sums.has(open)) open += 1;
    const query = kind === 'people' ? this.users : this.apps;
    const present = await query.createdPerDay(new Date(open * DAY_MS), rows);
    const removed = await rows.findBy(RemovedCount, { kind, day: MoreThanOrEqual(open) });
    for (const { day, times } of removed) present.set(day, (present.get(day) ?? 0) + times);
    return new Map([...present, ...sums]);
  }

  private dayOf(time: number): number {
    return Math.floor(time / DAY_MS);
  }
}
