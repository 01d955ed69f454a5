import { Injectable } from '@nestjs/common';
import { page, type PageQuery } from '../../common/page.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import type { Acting } from '../app-acting.js';
import { ActivityLog } from './activity-log.js';
import type { ActivityDto, ActivityEntryDto } from './activity.dto.js';
import { AppActivity } from './app-activity.entity.js';
import { AppViews } from '../app-views.js';

const ISSUED = 'issued';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What all apps together did on one day (UTC). */
export interface DayOfActivity {
  /** `2026-01-31`. */
  date: string;
  issued: number;
  failed: number;
}

/** What apps did: noted for every token request, shown to their owners and administrators. */
@Injectable()
export class ActivityService {
  constructor(
    private readonly database: Database,
    private readonly log: ActivityLog,
    private readonly apps: AppViews,
  ) {}

  /** Counts a token; `detail` is the grant type. Unknown apps are ignored. */
  noteIssued(appKey: string, detail: string, ip?: string): void {
    this.log.note(appKey, ISSUED, detail, ip);
  }

  /** Counts a refusal, by its error code and reason. Unknown apps are ignored. */
  noteFailure(appKey: string, event: string, reason: string, ip?: string): void {
    this.log.note(appKey, event, reason, ip);
  }

  /** @throws 404 when the caller reaches no such app */
  async ofApp(acting: Acting, id: string, query: PageQuery): Promise<ActivityDto> {
    const { secrets } = await this.apps.get(acting, id);
    await this.log.flush();
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
    await this.log.flush();
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
