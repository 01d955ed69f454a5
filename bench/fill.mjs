import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const OLDEST_MS = 90 * DAY_MS;
/** Odd, so that multiplying by it visits every number below 2^32 once, in no order. */
const SCATTER = 2654435761;

/** How many rows of each kind a full database has, for so many apps. */
export function rowsFor(apps) {
  return {
    users: Math.ceil(apps / 5),
    apps,
    grants: apps,
    'audit entries': apps,
    'hours of activity': Math.ceil(apps * 0.9),
  };
}

/**
 * Fills a database of Gatehouse, which must be stopped, by one statement for each table. What a
 * column is not told here, it takes from a row that is there already, so new columns need no change.
 * @param rows what `rowsFor` gives
 */
export async function fill(file, rows) {
  const database = new sqlite3.Database(file);
  const run = promisify(database.exec.bind(database));
  const all = promisify(database.all.bind(database));
  try {
    await run('PRAGMA synchronous = OFF');
    for (const [table, { count, template, values }] of Object.entries(tables(rows))) {
      const columns = (await all(`PRAGMA table_info(${table})`)).map(({ name }) => name);
      const selected = columns.map((name) => values[name] ?? `t."${name}"`);
      await run(`
        INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
        WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < ${count})
        SELECT ${selected.join(', ')} FROM series, (${template}) t`);
    }
    await run(`
      INSERT OR REPLACE INTO activity_day (day, issued, failed)
      SELECT hour / 24, SUM(iif(event = 'issued', times, 0)), SUM(iif(event = 'issued', 0, times))
      FROM app_activity GROUP BY hour / 24`);
    await run('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await promisify(database.close.bind(database))();
  }
}

/** Values are SQL; `n` counts from 1. */
function tables({ users, apps, grants, 'audit entries': entries, 'hours of activity': hours }) {
  const now = Date.now();
  const age = (count) => `CAST(${now - OLDEST_MS} + n * ${OLDEST_MS}.0 / ${count} AS INTEGER)`;
  // As long as a real identifier, and in the order of time, before those that are made from now on.
  const identifier = (prefix, n) => `printf('${prefix}000000bench%011dbench0', ${n})`;
  const scattered = (count) => `(n * ${SCATTER} % 4294967296 % ${count} + 1)`;
  const anyUser = identifier('', scattered(users));
  const anyAppKey = identifier('gate_app_', scattered(apps));
  const template = (table) => `SELECT * FROM "${table}" LIMIT 1`;
  return {
    user_account: {
      count: users,
      template: template('user_account'),
      values: {
        id: identifier('', 'n'),
        username: `'person-' || n`,
        usernameKey: `'person-' || n`,
        email: `'person-' || n || '@example.com'`,
        emailKey: `'person-' || n || '@example.com'`,
        roleId: `(SELECT id FROM role WHERE name = 'Consumer')`,
        status: `CASE WHEN n % 50 = 0 THEN 'disabled' ELSE 'active' END`,
        createdAt: age(users),
      },
    },
    app: {
      count: apps,
      template: template('app'),
      values: {
        id: identifier('', 'n'),
        key: identifier('gate_app_', 'n'),
        name: `'Program ' || n`,
        ownerId: anyUser,
        status: `CASE WHEN n % 20 = 0 THEN 'pending' WHEN n % 50 = 1 THEN 'disabled' ELSE 'active' END`,
        createdAt: age(apps),
        updatedAt: age(apps),
      },
    },
    app_secret: {
      count: apps,
      template: template('app_secret'),
      values: {
        id: identifier('', 'n'),
        appId: identifier('', 'n'),
        digest: 'lower(hex(randomblob(32)))',
        createdAt: age(apps),
      },
    },
    access_grant: {
      count: grants,
      template: template('access_grant'),
      values: {
        id: identifier('', 'n'),
        kind: `CASE WHEN n % 5 < 2 THEN 'client_credentials' ELSE 'authorization_code' END`,
        clientId: anyAppKey,
        userId: `CASE WHEN n % 5 < 2 THEN NULL ELSE ${anyUser} END`,
        generation: 'n % 30',
        createdAt: age(grants),
        rotatedAt: age(grants),
        expiresAt: `${now + OLDEST_MS} + n`,
        endedAt: `CASE WHEN n % 10 = 0 THEN ${now} ELSE NULL END`,
      },
    },
    audit_entry: {
      count: entries,
      template: template('audit_entry'),
      values: {
        id: identifier('', 'n'),
        at: age(entries),
        event: `CASE n % 4 WHEN 0 THEN 'consumer.app.create' WHEN 1 THEN 'backend.app.update' WHEN 2 THEN 'portal.session.create' ELSE 'consumer.app.update' END`,
        userId: anyUser,
        subject: `'app:' || ${identifier('', scattered(apps))}`,
        detail: `'{"name":["Program ' || n || '","Program"]}'`,
      },
    },
    app_activity: {
      count: hours,
      template: 'SELECT 1',
      values: {
        appId: identifier('', 'n'),
        hour: `${Math.floor(now / HOUR_MS)} - n % 720`,
        event: `CASE WHEN n % 10 = 0 THEN 'invalid_grant' ELSE 'issued' END`,
        detail: `CASE WHEN n % 10 = 0 THEN 'The refresh token has expired.' ELSE 'client_credentials' END`,
        times: 'n % 100 + 1',
        lastAt: `${now} - n % 720 * ${HOUR_MS}`,
        lastIp: 'NULL',
      },
    },
  };
}
