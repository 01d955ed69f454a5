import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { ActivityQuery } from '../apps/activity/activity.query.js';
import { AppsHooks } from '../apps/apps.hooks.js';
import { AppsQuery } from '../apps/apps.query.js';
import { GrantsQuery } from '../auth/grants/grants.query.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { UsersQuery } from '../users/users.query.js';
import { UsersService } from '../users/users.service.js';
import { RemovedCount } from './removed-count.entity.js';
import type { StatisticDto, StatisticTotals } from './statistic.dto.js';

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Counts for the overview: every figure comes from an index or an hourly counter. */
@Injectable()
export class StatisticService {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityQuery,
    private readonly grants: GrantsQuery,
    private readonly clock: Clock,
    private readonly users: UsersQuery,
    private readonly apps: AppsQuery,
    usersService: UsersService,
    appsHooks: AppsHooks,
  ) {
    usersService.onRemove((tx, _, user) => this.countRemoved(tx, 'people', [user]));
    appsHooks.onRemove((tx, removed) => this.countRemoved(tx, 'apps', removed));
  }

  async read(): Promise<StatisticDto> {
    const today = Math.floor(this.clock.now() / DAY_MS);
    const from = new Date((today - DAYS + 1) * DAY_MS);
    const until = new Date((today + 1) * DAY_MS);
    const [people, apps, tokens] = await Promise.all([
      this.everPerDay('people', from, this.users.createdPerDay(from)),
      this.everPerDay('apps', from, this.apps.createdPerDay(from)),
      this.activity.daily(from, until),
    ]);
    const byDate = new Map(tokens.map((day) => [day.date, day]));
    const days = Array.from({ length: DAYS }, (_, index) => {
      const day = today - DAYS + 1 + index;
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      const { issued = 0, failed = 0 } = byDate.get(date) ?? {};
      return { date, people: people.get(day) ?? 0, apps: apps.get(day) ?? 0, issued, failed };
    });
    return { days, totals: await this.totals() };
  }

  /** Counts what is removed, on the day when it was created. */
  private async countRemoved(
    tx: Transaction,
    kind: RemovedCount['kind'],
    removed: { createdAt: Date }[],
  ): Promise<void> {
    const times = new Map<number, number>();
    for (const { createdAt } of removed) {
      const day = Math.floor(createdAt.getTime() / DAY_MS);
      times.set(day, (times.get(day) ?? 0) + 1);
    }
    // Nobody asks for older days.
    const oldest = Math.floor(this.clock.now() / DAY_MS) - DAYS + 1;
    const counts = [...times].filter(([day]) => day >= oldest);
    if (counts.length > 0) await tx.lock('removed_count');
    for (const [day, more] of counts) {
      const counted = await tx.rows.increment(RemovedCount, { kind, day }, 'times', more);
      if (counted.affected === 0) await tx.rows.insert(RemovedCount, { kind, day, times: more });
    }
  }

  private async totals(): Promise<StatisticTotals> {
    const [people, apps, grants] = await Promise.all([
      this.users.count(),
      this.apps.count(),
      this.grants.countLive(),
    ]);
    return { people, apps, grants };
  }

  /** How many were created on each day, those that are gone by now included. */
  private async everPerDay(
    kind: RemovedCount['kind'],
    from: Date,
    present: Promise<Map<number, number>>,
  ): Promise<Map<number, number>> {
    const perDay = new Map(await present);
    const day = MoreThanOrEqual(from.getTime() / DAY_MS);
    const removed = await this.database.lists.findBy(RemovedCount, { kind, day });
    for (const { day: date, times } of removed) perDay.set(date, (perDay.get(date) ?? 0) + times);
    return perDay;
  }
}
