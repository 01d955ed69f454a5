import { type EntityManager, type EntityTarget, IsNull, type ObjectLiteral } from 'typeorm';
import { App } from '../../src/apps/app.entity.js';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { EndedHolder } from '../../src/auth/grants/ended-holder.entity.js';
import { GrantRow } from '../../src/auth/grants/grant.entity.js';
import { Database } from '../../src/database/database.js';
import { MOST_SEARCHED } from '../../src/database/cut-searched-page.js';
import { ReaderPool } from '../../src/database/reader-pool.js';
import { Sweeper } from '../../src/database/sweeper.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { User } from '../../src/users/user.entity.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const MANY = 2_500;
const MOST = 100;

describe('long lists of the administration', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  /** Copies the newest row of a table many times; what is given is SQL over `n`, which counts. */
  const copy = async (
    entity: EntityTarget<ObjectLiteral>,
    values: Record<string, string>,
    many = MANY,
  ) => {
    // In pieces: a unit of work has a time limit, and the machine may be busy.
    for (let from = 1; from <= many; from += MANY)
      await bed.app.get(UnitOfWork).run((tx) => copySome(tx.rows, entity, values, [from, Math.min(many, from + MANY - 1)])); // prettier-ignore
  };
  const copySome = async (
    rows: EntityManager,
    entity: EntityTarget<ObjectLiteral>,
    values: Record<string, string>,
    [from, to]: [number, number],
  ) => {
    const { tableName, columns } = rows.connection.getMetadata(entity);
    const names = columns.map(({ databaseName }) => databaseName);
    const selected = names.map((name) => values[name] ?? `t."${name}"`);
    await rows.query(
      `INSERT INTO "${tableName}" (${names.map((name) => `"${name}"`).join(', ')})
         WITH RECURSIVE c (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM c WHERE n < ${to})
         SELECT ${selected.join(', ')}
         FROM c, (SELECT * FROM "${tableName}" ORDER BY "id" DESC LIMIT 1) t`,
    );
  };
  const digits = 'SUBSTR(CAST(1000000 + n AS varchar), 2)';
  const id = `'filled_' || ${digits}`;

  const LISTS: [path: string, entity: EntityTarget<ObjectLiteral>, where: string, by: string[]][] =
    [
      ['/backend/user', User, '1 = 1', ['id']],
      ['/backend/user?status=disabled', User, `status = 'disabled'`, ['id']],
      ['/backend/user?signedIn=false', User, '"lastLoginAt" IS NULL', ['id']],
      ['/backend/user?sort=-name', User, '1 = 1', ['usernameKey']],
      ['/backend/app?sort=-name', App, '1 = 1', ['name', 'id']],
      ['/backend/app', App, '1 = 1', ['id']],
      ['/backend/app?status=pending', App, `status = 'pending'`, ['id']],
      ['/backend/token', GrantRow, '"endedAt" IS NULL', ['id']],
      [
        '/backend/token?search=password',
        GrantRow,
        `"endedAt" IS NULL AND kind = 'password'`,
        ['id'],
      ],
      ['/backend/audit', AuditEntry, '1 = 1', ['at', 'id']],
      ['/backend/audit?event=filled.odd', AuditEntry, `event = 'filled.odd'`, ['at', 'id']],
      ['/backend/audit?event=filled', AuditEntry, `event LIKE 'filled.%'`, ['at', 'id']],
    ];

  beforeAll(async () => {
    await cast.tokens(await cast.app());
    const odd = (yes: string, no: string) => `CASE WHEN n % 2 = 1 THEN '${yes}' ELSE '${no}' END`;
    await copy(User, {
      id,
      username: id,
      usernameKey: id,
      email: id,
      emailKey: id,
      lastLoginAt: 'NULL',
      status: odd('disabled', 'active'),
    });
    await copy(App, { id, key: id, status: odd('pending', 'active') });
    await copy(GrantRow, { id, kind: odd('password', 'login') });
    // Four entries of each moment: their ids decide.
    await copy(AuditEntry, {
      id,
      at: '1700000000000 + n / 4',
      event: odd('filled.odd', 'filled.even'),
    });
  });

  const listed = async (path: string, startIndex: number) => {
    const between = path.includes('?') ? '&' : '?';
    const page = `${path}${between}startIndex=${startIndex}&count=${MOST}`;
    return expectStatus(200, await cast.asAdmin('GET', page)).body;
  };

  it.each(LISTS)('%s: all pages, one after the other, are the whole list', async (...list) => {
    const [path, entity, where, by] = list;
    const found: string[] = [];
    for (;;) {
      const { entry, totalResults } = await listed(path, found.length);
      found.push(...entry.map((row: { id: string }) => row.id));
      if (entry.length < MOST) {
        expect(totalResults).toBe(found.length);
        break;
      }
    }
    const { rows } = bed.app.get(Database);
    const { tableName } = rows.connection.getMetadata(entity);
    const order = by.map((column) => `"${column}" DESC`).join(', ');
    const all: { id: string }[] = await rows.query(
      `SELECT id FROM "${tableName}" WHERE ${where} ORDER BY ${order}`,
    );
    expect(all.length).toBeGreaterThan(MANY / 2 - 1);
    expect(found).toEqual(all.map((row) => row.id));
  });

  it('an app with very many grants ends them all at once; the rows are marked by and by', async () => {
    const { rows } = bed.app.get(Database);
    const app = await cast.app();
    expectStatus(200, await cast.refresh(app, (await cast.tokens(app)).refresh_token));
    await copy(GrantRow, {
      id: `'of_app_' || ${digits}`,
      clientId: `'${app.appKey}'`,
      kind: `'login'`,
    });
    const live = `/backend/token?clientId=${app.appKey}`;
    expect((await listed(live, 0)).totalResults).toBe(MANY + 1);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${app.id}/token`));
    expect((await listed(live, 0)).totalResults).toBe(0);
    expectStatus(200, await cast.refresh(app, (await cast.tokens(app)).refresh_token));
    expect((await listed(live, 0)).totalResults).toBe(1);
    const unmarked = () => rows.countBy(GrantRow, { clientId: app.appKey, endedAt: IsNull() });
    expect(await unmarked()).toBeGreaterThan(1);
    await bed.app.get(Sweeper).run();
    expect(await unmarked()).toBe(1);
    expect(await rows.count(EndedHolder)).toBe(0);
    expect((await listed(live, 0)).totalResults).toBe(1);
  });

  it('a grant that is over by its time is marked as ended at that time', async () => {
    const { rows } = bed.app.get(Database);
    const expiresAt = bed.clock.now() + 60_000;
    await copy(GrantRow, {
      id: `'over_' || ${digits}`,
      expiresAt: String(expiresAt),
      endedAt: 'NULL',
    });
    const all = (await listed('/backend/token', 0)).totalResults;
    bed.clock.advance(180_000);
    expect((await listed('/backend/token', 0)).totalResults).toBe(all - MANY);
    await bed.app.get(Sweeper).run();
    const over = await rows.findOneByOrFail(GrantRow, { id: 'over_000001' });
    expect(over.endedAt?.getTime()).toBe(expiresAt);
    expect((await listed('/backend/token', 0)).totalResults).toBe(all - MANY);
  });

  it('a search looks through the newest, finds older ones by their beginning, and says so', async () => {
    const old = await cast.app({ name: 'Ünique beginning' });
    const middle = await cast.app({ name: 'Not at the beginning' });
    const search = (text: string) => listed(`/backend/app?search=${encodeURIComponent(text)}`, 0);
    const few = await search('beginning');
    expect([few.totalResults, few.searchIsPartial]).toEqual([2, undefined]);
    const many = MOST_SEARCHED + 10;
    await copy(
      App,
      { id: `'${middle.id}' || ${digits}`, key: `'many_' || ${digits}`, name: `'Many'` },
      many,
    );
    // Ids are in the order of time: this one is newer than those that were filled in.
    const recent = await cast.app({ name: 'A new beginning' });
    const found = async (text: string) => {
      const { entry, totalResults, searchIsPartial } = await search(text);
      return [entry.map((row: { id: string }) => row.id), totalResults, searchIsPartial];
    };
    expect(await found('beginning')).toEqual([[recent.id], 1, true]);
    expect(await found('not at the begin')).toEqual([[middle.id], 1, true]);
    expect(await found(old.appKey)).toEqual([[old.id], 1, true]);
    expect(await found('nothing like this')).toEqual([[], 0, true]);
    const second = await cast.asAdmin('GET', '/backend/app?search=not%20at&startIndex=1');
    expect(second.body).toMatchObject({ entry: [], totalResults: 1, searchIsPartial: true });
  });

  if (ENGINE === 'sqlite')
    // Few entries of several events are sorted.
    it.each(LISTS.filter(([path]) => path !== '/backend/audit?event=filled'))(
      '%s: is read from an index, and nothing is sorted',
      async (path) => {
        const seen = jest.spyOn(ReaderPool.prototype, 'all');
        for (const startIndex of [0, 1_000]) await listed(path, startIndex);
        const statements = seen.mock.calls.map(([sql, values]) => [sql, values] as const);
        seen.mockRestore();
        expect(statements.length).toBeGreaterThan(1);
        const { lists } = bed.app.get(Database);
        for (const [sql, values] of statements) {
          const plan: { detail: string }[] = await lists.query(
            `EXPLAIN QUERY PLAN ${sql}`,
            Array.isArray(values) ? values : [],
          );
          // The rows of one page, by their ids, may be sorted.
          if (sql.includes('"id" IN (')) continue;
          const dear = plan.filter(({ detail }) => isDear(detail));
          expect([sql, dear]).toEqual([sql, []]);
        }
      },
    );
});

/** Whether a step of a plan reads rows outside of an index, or sorts. */
function isDear(step: string): boolean {
  const isScan = /^SCAN (user|app|g|entry|user_account|access_grant|audit_entry)\b/.test(step);
  return (isScan && !step.includes('INDEX')) || step.includes('TEMP B-TREE FOR ORDER BY');
}
