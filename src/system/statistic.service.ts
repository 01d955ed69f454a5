import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ActivityService } from '../apps/activity.service.js';
import { App } from '../apps/app.entity.js';
import { GrantsService } from '../auth/stores/grants.service.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { User } from '../users/user.entity.js';

const DAY_MS = 86_400_000;
const DAYS = 30;

class StatisticDay {
  @ApiProperty({ example: '2026-11-21' }) date: string;
  @ApiProperty({ type: 'integer', description: 'People who joined.' }) people: number;
  @ApiProperty({ type: 'integer', description: 'Apps that were made.' }) apps: number;
  @ApiProperty({ type: 'integer', description: 'Tokens issued.' }) issued: number;
  @ApiProperty({ type: 'integer', description: 'Token requests refused.' }) failed: number;
}

class StatisticTotals {
  @ApiProperty({ type: 'integer' }) people: number;
  @ApiProperty({ type: 'integer' }) apps: number;
  @ApiProperty({ type: 'integer', description: 'Live grants.' }) grants: number;
}

/** The last thirty days, and what there is now. */
export class StatisticDto {
  @ApiProperty({ type: [StatisticDay] }) days: StatisticDay[];
  @ApiProperty() totals: StatisticTotals;
}

/** Counts for the overview; every figure comes from an index or an hourly counter. */
@Injectable()
export class StatisticService {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityService,
    private readonly grants: GrantsService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<StatisticDto> {
    const today = Math.floor(this.clock.now() / DAY_MS);
    const from = new Date((today - DAYS + 1) * DAY_MS);
    const until = new Date((today + 1) * DAY_MS);
    const [people, apps, tokens] = await Promise.all([
      this.madePerDay(User, from),
      this.madePerDay(App, from),
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
    from: Date,
  ): Promise<Map<number, number>> {
    const found: { day: string | number; made: string | number }[] = await this.database
      .query<User | App>(entity, 'row')
      .select(`row.createdAt / ${DAY_MS}`, 'day')
      .addSelect('COUNT(*)', 'made')
      .where('row.createdAt >= :from', { from: from.getTime() })
      .groupBy('day')
      .getRawMany();
    return new Map(found.map(({ day, made }) => [Number(day), Number(made)]));
  }
}
