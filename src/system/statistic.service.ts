import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { ActivityQuery } from '../apps/activity/activity.query.js';
import { AppsHooks } from '../apps/apps.hooks.js';
import { App } from '../apps/app.entity.js';
import { GrantsService } from '../auth/grants/grants.service.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { RemovedCount } from './removed-count.entity.js';
import type { StatisticDto, StatisticTotals } from './statistic.dto.js';

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Counts for the overview; every figure comes from an index or an hourly counter. */
@Injectable()
export class StatisticService {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityQuery,
    private readonly grants: GrantsService,
    private readonly clock: Clock,
    users: UsersService,
    apps: AppsHooks,
  ) {
    users.onRemove(async (tx, id) => {
      const row = await tx.rows.findOneBy(User, { id });
      if (row) await this.countRemoved(tx, 'people', [row]);
    });
    apps.onRemove((tx, removed) => this.countRemoved(tx, 'apps', removed));
  }

  async read(): Promise<StatisticDto> {
    const today = Math.floor(this.clock.now() / DAY_MS);
    const from = new Date((today - DAYS + 1) * DAY_MS);
    const until = new Date((today + 1) * DAY_MS);
    const [people, apps, tokens] = await Promise.all([
      this.madePerDay(User, 'people', from),
      this.madePerDay(App, 'apps', from),
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

  /** Counts who or what goes, each on the day when it came. */
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
    const { lists } = this.database;
    const [people, apps, grants] = await Promise.all([
      lists.count(User),
      lists.count(App),
      this.grants.countLive(),
    ]);
    return { people, apps, grants };
  }

  private async madePerDay(
    entity: typeof User | typeof App,
    kind: RemovedCount['kind'],
    from: Date,
  ): Promise<Map<number, number>> {
    const found: { day: string | number; made: string | number }[] = await this.database
      .query<User | App>(entity, 'row')
      .select(`row.createdAt / ${DAY_MS}`, 'day')
      .addSelect('COUNT(*)', 'made')
      .where('row.createdAt >= :from', { from: from.getTime() })
      .groupBy('day')
      .getRawMany();
    const perDay = new Map(found.map(({ day, made }) => [Number(day), Number(made)]));
    const gone = await this.database.lists.findBy(RemovedCount, {
      kind,
      day: MoreThanOrEqual(from.getTime() / DAY_MS),
    });
    for (const { day, times } of gone) perDay.set(day, (perDay.get(day) ?? 0) + times);
    return perDay;
  }
}
