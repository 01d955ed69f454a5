import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { startAndEnd } from '../../common/day-field.js';
import { likePattern, page, type PageQuery } from '../../common/page.js';
import { cutPage } from '../../database/cut-page.js';
import { cutSearchedPage } from '../../database/cut-searched-page.js';
import { Database } from '../../database/database.js';
import { App } from '../app.entity.js';
import { AppsQuery } from '../apps.query.js';
import type { Acting } from '../apps.rules.js';
import type {
  ActivityDto,
  ActivityEntryDto,
  ActivityOfAllQuery,
  AppActivityPage,
} from './activity.dto.js';
import { ActivityService } from './activity.service.js';
import { ActivityDay } from './activity-day.entity.js';
import { AppActivity, ISSUED } from './app-activity.entity.js';

/** So many lines of activity are looked at, the newest first: what a day has is not bounded. */
const MOST_LINES = 50_000;
const HOUR_MS = 3_600_000;

/** How often an app did something. */
export interface AppTimes {
  id: string;
  name: string;
  times: number;
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

  /** What all apps did, hour by hour, the newest first. */
  async ofAll(query: ActivityOfAllQuery): Promise<AppActivityPage> {
    await this.activity.flush();
    const { day, outcome, search } = query;
    const among = this.database.query(AppActivity, 'a').where('1 = 1').orderBy('a.hour', 'DESC');
    for (const column of ['a.appId', 'a.event', 'a.detail']) among.addOrderBy(column);
    if (day !== undefined) {
      const { from, to } = startAndEnd(day);
      const hours = { from: from / HOUR_MS, to: to / HOUR_MS };
      among.andWhere('a.hour >= :from AND a.hour < :to', hours);
    }
    const list = among.clone();
    const compared = outcome === 'issued' ? '=' : '<>';
    if (outcome !== undefined) list.andWhere(`a.event ${compared} '${ISSUED}'`);
    const sql = "(LOWER(a.event) LIKE :pattern ESCAPE '!' OR LOWER(a.detail) LIKE :pattern ESCAPE '!')"; // prettier-ignore
    const contains = search ? { sql, parameters: { pattern: likePattern(search) } } : undefined;
    const [rows, total] =
      contains || outcome !== undefined
        ? await cutSearchedPage({ among, list, contains }, query)
        : await cutPage(list, query);
    const names = await this.namesOf(rows.map(({ appId }) => appId));
    const entries = rows.map((row) => ({
      appId: row.appId,
      appName: names.get(row.appId) ?? row.appId,
      ...toEntry(row),
    }));
    return page(query, [entries, total]);
  }

  /** What all apps together did on each day from `day` on (days since 1970); days without any are left out. */
  async daily(day: number): Promise<ActivityDay[]> {
    await this.activity.flush();
    return this.database.lists.findBy(ActivityDay, { day: MoreThanOrEqual(day) });
  }

  /**
   * The apps with most tokens, or most refusals, since a time: by the newest lines, since there is no
   * end to their number.
   */
  async most(what: 'issued' | 'failed', since: number, count: number): Promise<AppTimes[]> {
    await this.activity.flush();
    const rows: { appId: string; times: number | string }[] = await this.database.lists.query(
      `SELECT "appId", SUM("times") AS "times" FROM (
         SELECT "appId", "event", "times" FROM app_activity WHERE "hour" >= $1
         ORDER BY "hour" DESC LIMIT ${MOST_LINES}
       ) line WHERE "event" ${what === 'issued' ? '=' : '<>'} '${ISSUED}'
       GROUP BY "appId" ORDER BY SUM("times") DESC, "appId" LIMIT $2`,
      [Math.ceil(since / HOUR_MS), count],
    );
    const names = await this.namesOf(rows.map(({ appId }) => appId));
    return rows.flatMap(({ appId: id, times }) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name, times: Number(times) }];
    });
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const apps = await this.database.rows.findBy(App, { id: In(ids) });
    return new Map(apps.map(({ id, name }) => [id, name]));
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
  issued: number | string | null;
  failed: number | string | null;
  lastAt?: number | string | null;
}

const SUMS = `SUM(CASE WHEN "event" = '${ISSUED}' THEN "times" ELSE 0 END) AS "issued",
  SUM(CASE WHEN "event" = '${ISSUED}' THEN 0 ELSE "times" END) AS "failed"`;

function toEntry({ lastAt, event, detail, times, lastIp }: AppActivity): ActivityEntryDto {
  return { at: lastAt.toISOString(), event, detail, times, ip: lastIp };
}
