import { Client } from 'pg';
import { Database } from '../../src/database/database.js';
import { MOST_COUNTED } from '../../src/database/cut-page.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const MANY = 20_000;
const LISTS = 120;

describe('people with very many rows', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const fill = async ({ id: owner }: Person) => {
    const values = `n, '${owner}', 'lorem ' || n, '', 'open', 1700000000000 + n, 1700000000000 + n`;
    const numbers =
      ENGINE === 'postgres'
        ? `SELECT 'dlv_${owner}_' || ${values} FROM generate_series(1, ${MANY}) AS n`
        : `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${MANY})
           SELECT 'dlv_${owner}_' || ${values} FROM c`;
    await bed.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.rows.query(
          `INSERT INTO delivery (id, owner, title, comments, status, "createdAt", "updatedAt") ${numbers}`,
        ),
      );
  };
  const list = ({ token }: Person, query = '') =>
    bed.wire.get(`/api/deliveries?${query}`, { token });
  const until = async (what: () => Promise<boolean>) => {
    // A generous end: two busy cores must not make it a matter of luck.
    const end = Date.now() + 20_000;
    while (!(await what())) if (Date.now() > end) throw new Error('It did not happen.');
  };

  it('a list is counted up to a bound, and says when there may be more', async () => {
    const person = await cast.developer();
    expect((await list(person)).body).toEqual({
      totalResults: 0,
      startIndex: 0,
      itemsPerPage: 16,
      entry: [],
    });
    await fill(person);
    const { body } = expectStatus(200, await list(person, 'count=2'));
    expect([body.totalResults, body.totalIsMinimum]).toEqual([MOST_COUNTED, true]);
    expect(body.entry[0].title).toBe(`lorem ${MANY}`);
    const last = (await list(person, `startIndex=${MANY - 2}`)).body;
    expect([last.totalResults, last.totalIsMinimum, last.entry.length]).toEqual([
      MANY,
      undefined,
      2,
    ]);
    const found = (await list(person, 'search=lorem+1999')).body;
    expect([found.totalResults, found.totalIsMinimum]).toEqual([11, undefined]);
  });

  it('many lists of one person at once are all answered, a few at a time', async () => {
    const [person, other] = [await cast.developer(), await cast.developer()];
    await fill(person);
    const lists = Array.from({ length: LISTS }, () => list(person, 'search=r'));
    const [first, ...answers] = await Promise.all([list(other), ...lists]);
    expect(first.status).toBe(200);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  if (ENGINE === 'postgres')
    it('lists that hang hold up neither tokens, nor other people, nor the change feed', async () => {
      const [person, other] = [await cast.developer(), await cast.developer()];
      const app = await cast.app();
      const ended = await cast.app();
      const token = await cast.token(ended, { scope: 'authorization' });
      const second = await bed.second();
      expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
      const { database } = bed.config;
      const lock = new Client({
        connectionString: database.kind === 'postgres' ? database.url : '',
      });
      await lock.connect();
      try {
        await lock.query('BEGIN');
        await lock.query('LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE');
        const hanging = Promise.all(Array.from({ length: LISTS }, () => list(person)));
        const waiting = async () => {
          const { rows } = await lock.query(
            `SELECT count(*) AS many FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          );
          return Number(rows[0].many);
        };
        await until(async () => (await waiting()) > 0);
        // What another instance ends is refused here while the lists still hang.
        const message = { token: ended.owner.token };
        expectStatus(204, await second.send('DELETE', `/consumer/app/${ended.id}/token`, message));
        await until(
          async () => (await bed.wire.get('/authorization/whoami', { token })).status === 401,
        );
        expectStatus(200, await bed.wire.get('/api/tasks', { token: other.token }));
        expect((await cast.tokens(app)).access_token).not.toBe('');
        expectStatus(200, await bed.wire.get('/system/health/ready'));
        // Where the machine is slow the first were given up, and the next take their places.
        await until(async () => (await waiting()) === 4);
        await lock.query('ROLLBACK');
        // 503: the statement took longer than it may, where the machine is slow.
        for (const { status } of await hanging) expect([200, 503]).toContain(status);
      } finally {
        await lock.end();
      }
    });

  if (ENGINE === 'sqlite')
    it('lists that take long hold up nothing else, and are given up in the end', async () => {
      const app = await cast.app();
      const first = await cast.tokens(app);
      const { lists, rows } = bed.app.get(Database);
      const over: unknown[] = [];
      const endless = 'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)';
      const running = Array.from({ length: 4 }, (_, n) =>
        lists
          .query(n < 2 ? `${endless} SELECT sum(n + ${n}) FROM c` : 'SELECT 1')
          .then(() => over.push('answered'))
          .catch((error) => over.push(error.driverError.code)),
      );
      // A row, a commit and a token, while as many lists run as may.
      await rows.query('SELECT count(*) FROM role');
      expectStatus(200, await cast.refresh(app, first.refresh_token));
      expect((await cast.tokens(await cast.app())).access_token).not.toBe('');
      expect(over).toEqual([]);
      await Promise.all(running);
      expect(over.sort()).toEqual(['SQLITE_INTERRUPT', 'SQLITE_INTERRUPT', 'answered', 'answered']);
    });

  if (ENGINE === 'postgres')
    it('no statement may take as long as it likes', async () => {
      const { rows, lists, feed } = bed.app.get(Database);
      const limit = async (query: (sql: string) => Promise<unknown>) => {
        const [row] = (await query('SHOW statement_timeout')) as { statement_timeout: string }[];
        return row?.statement_timeout;
      };
      const writer = await bed.app.get(UnitOfWork).run((tx) => limit((sql) => tx.rows.query(sql)));
      const readers = [rows, lists, feed].map((each) => limit((sql) => each.query(sql)));
      expect([writer, ...(await Promise.all(readers))]).toEqual(['10s', '5s', '5s', '2500ms']);
      const slow = lists.query('SELECT pg_sleep(30)');
      await expect(slow).rejects.toMatchObject({ driverError: { code: '57014' } });
    });
});
