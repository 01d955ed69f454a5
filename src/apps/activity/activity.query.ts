import { Injectable } from '@nestjs/common';
import { page, type PageQuery } from '../../common/page.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { AppsQuery } from '../apps.query.js';
import type { Acting } from '../apps.rules.js';
import type { ActivityDto, ActivityEntryDto } from './activity.dto.js';
import { ActivityService } from './activity.service.js';
import { AppActivity, ISSUED } from './app-activity.entity.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What all apps together did on one day (UTC). */
export interface DayOfActivity {
  /** `2026-01-31`. */
  date: string;
  issued: number;
  failed: number;
}

/** Reads what apps did, for their owners and administrators. */
@Injectable()
export class ActivityQuery {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityService,
    private readonly apps: AppsQuery,
  ) {}

  /** @throws 404 when the caller reaches no such app */
  async ofApp(acting: Acting, id: string, query: PageQuery): Promise<ActivityDto> {
    const { secrets } = await this.apps.get(acting, id);
    await this.activity.flush();
    const totals = await this.totals(id);
    const entries = this.database
      .query(AppActivity, 'a')
      .where('a.appId = :id', { id })
      .orderBy('a.lastAt', 'DESC')
      .addOrderBy('a.event')
      .addOrderBy('a.detail');
    const [rows, total] = await cutPage(entries, query);
    return { ...totals, secrets, ...page(query, [rows.map(toEntry), total]) };
  }

  /** The days with activity from `from` up to and without `to`. */
  async daily(from: Date, to: Date): Promise<DayOfActivity[]> {
    await this.activity.flush();
    const rows: Totals[] = await this.database.lists.query(
      `SELECT "hour" / 24 AS "day", ${SUMS} FROM app_activity
       WHERE "hour" >= $1 AND "hour" < $2 GROUP BY "hour" / 24 ORDER BY "hour" / 24`,
      [Math.floor(from.getTime() / HOUR_MS), Math.ceil(to.getTime() / HOUR_MS)],
    );
    return rows.map(({ day, issued, failed }) => ({
      date: new Date(Number(day) * DAY_MS).toISOString().slice(0, 10),
      issued: Number(issued),
      failed: Number(failed),
    }));
  }

  private async totals(id: string) {
    const rows: Totals[] = await this.database.lists.query(
      `SELECT ${SUMS}, MAX(CASE WHEN "event" = '${ISSUED}' THEN "lastAt" END) AS "lastAt"
       FROM app_activity WHERE "appId" = $1`,
      [id],
    );
    const found = rows[0];
    const lastAt = found?.lastAt;
    return {
      issued: Number(found?.issued ?? 0),
      failed: Number(found?.failed ?? 0),
      lastUsedAt: lastAt ? new Date(Number(lastAt)).toISOString() : null,
    };
  }
}

/** Sums come back as text from PostgreSQL. */
interface Totals {
  day?: number | string;
  issued: number | string | null;
  failed: number | string | null;
  lastAt?: number | string | null;
}

const SUMS = `SUM(CASE WHEN "event" = '${ISSUED}' THEN "times" ELSE 0 END) AS "issued",
  SUM(CASE WHEN "event" = '${ISSUED}' THEN 0 ELSE "times" END) AS "failed"`;

function toEntry({ lastAt, event, detail, times, lastIp }: AppActivity): ActivityEntryDto {
  return { at: lastAt.toISOString(), event, detail, times, ip: lastIp };
}
