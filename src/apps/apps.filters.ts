import type { SelectQueryBuilder } from 'typeorm';
import { jsonMember } from '../common/page.js';
import { unindexed } from '../database/cut-page.js';
import type { Sorted } from '../database/sort-rows.js';
import { AppActivity, ISSUED } from './activity/app-activity.entity.js';
import type { APP_ORDERS, AppQuery } from './app-query.dto.js';
import type { App } from './app.entity.js';
import { AppSecret } from './secrets/app-secret.entity.js';

const DAY_MS = 86_400_000;

/** So much of a name is in an index. */
export const NAME_START_LENGTH = 64;
/** As the indexes have it. */
export const NAME_START = `LOWER(SUBSTR(app.name, 1, ${NAME_START_LENGTH}))`;

/** By what a list of apps (`app`) may be sorted. */
export const APP_ORDER: Record<(typeof APP_ORDERS)[number], Sorted> = {
  name: { by: [NAME_START, 'app.id'], unindexed: unindexed(NAME_START) },
  created: { by: ['app.id'], unindexed: 'app.id' },
};

/**
 * Leaves of a list of apps (`app`) what no index finds by itself.
 * @param now milliseconds since 1970
 * @returns whether anything of that was asked for: then the list needs a bound
 */
export function lookThrough(
  list: SelectQueryBuilder<App>,
  { type, scope, unused, secretOlderThan }: AppQuery,
  now: number,
): boolean {
  if (type !== undefined) list.andWhere('app.type = :type', { type });
  if (scope !== undefined) {
    list.andWhere("app.scopes LIKE :named ESCAPE '!'", { named: jsonMember(scope) });
  }
  if (unused !== undefined) {
    const issued = list.subQuery().select('1').from(AppActivity, 'a');
    issued.where(`a.appId = app.id AND a.event = '${ISSUED}'`);
    list.andWhere(`NOT EXISTS ${issued.getQuery()}`);
  }
  if (secretOlderThan !== undefined) {
    const secrets = list.subQuery().select('1').from(AppSecret, 's');
    secrets.where('s.appId = app.id AND s.createdAt < :before');
    secrets.andWhere('(s.expiresAt IS NULL OR s.expiresAt > :now)');
    const before = now - secretOlderThan * DAY_MS;
    list.andWhere(`EXISTS ${secrets.getQuery()}`, { before, now });
  }
  return [type, scope, unused, secretOlderThan].some((each) => each !== undefined);
}
