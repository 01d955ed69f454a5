import { countUpTo } from '../database/cut-page.js';
import type { Database } from '../database/database.js';
import { App } from './app.entity.js';
import { oldSecrets } from './secrets/old-secrets.js';

/** How many apps wait for approval; not more than `most`. */
export function countPendingApps(database: Database, most: number): Promise<number> {
  const status = 'pending';
  const apps = database.query(App, 'app').where('app.status = :status', { status });
  return countUpTo(most, apps);
}

/**
 * How many apps have a live secret that was created before a time; not more than `most`.
 * @param before milliseconds since 1970, as `now`
 */
export function countAppsWithOldSecret(
  database: Database,
  { before, now }: { before: number; now: number },
  most: number,
): Promise<number> {
  const ids = oldSecrets(database, before, now).select('secret.appId', 'appId');
  const apps = database.query(App, 'app');
  apps.where(`app.id IN (SELECT old."appId" FROM (${ids.getQuery()}) old)`);
  return countUpTo(most, apps.setParameters(ids.getParameters()));
}
