import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { ActivityService } from '../apps/activity/activity.service.js';
import { AppsService } from '../apps/apps.service.js';
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
    private readonly activity: ActivityService,
    private readonly grants: GrantsService,
    private readonly clock: Clock,
    users: UsersService,
    apps: AppsService,
  ) {
    users.onRemove(async (tx, id) => {
      const row = await tx.rows.findOneBy(User, { id });
      if (row) await this.countRemoved(tx, 'people', row.createdAt);
    });
    apps.onRemove((tx, { createdAt }) => this.countRemoved(tx, 'apps', createdAt));
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

  /** Counts somebody or something that goes, on the day when they came. */
  private async countRemoved(
    tx: Transaction,
    kind: RemovedCount['kind'],
    madeAt: Date,
  ): Promise<void> {
    const day = Math.floor(madeAt.getTime() / DAY_MS);
    // Nobody asks for older days.
    if (day <= Math.floor(this.clock.now() / DAY_MS) - DAYS) return;
    await tx.lock('removed_count');
    const counted = await tx.rows.increment(RemovedCount, { kind, day }, 'times', 1);
    if (counted.affected === 0) await tx.rows.insert(RemovedCount, { kind, day, times: 1 });
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
