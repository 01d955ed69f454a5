import { GrantRow } from '../../src/auth/grants/grant.entity.js';
import { Database } from '../../src/database/database.js';
import { Sweeper } from '../../src/database/sweeper.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const DAY_MS = 86_400_000;

describe('what one person, and one app, may have', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const rowsOf = async (condition: object) =>
    bed.app.get(Database).rows.findBy(GrantRow, condition);
  const liveOf = async (condition: object) =>
    (await rowsOf(condition)).filter(({ endedAt }) => endedAt === null).length;
  const whoami = ({ token }: Pick<Person, 'token'>) =>
    bed.wire.get('/authorization/whoami', { token }).then(({ status }) => status);
  const entries = async () => {
    const { body } = await cast.asAdmin('GET', '/backend/audit?count=100');
    const oldest: string = body.entry.at(-1).at;
    return { total: Number(body.totalResults), oldest };
  };
  const within = async (key: string, value: number, work: () => Promise<void>) => {
    const before = (await cast.asAdmin('GET', `/backend/config/${key}`)).body.value;
    await cast.setting(key, value);
    await work().finally(() => cast.setting(key, before));
  };

  it('the oldest login ends when a new one comes, and nobody else’s', async () => {
    const other = await cast.developer();
    await within('quota.logins', 3, async () => {
      // The administrator's own login is older, and the only one.
      const person = await cast.developer();
      const logins = [person];
      for (let n = 0; n < 3; n += 1)
        logins.push(await cast.login(person.username, person.password));
      expect(await Promise.all(logins.map(whoami))).toEqual([401, 200, 200, 200]);
      const body = { refresh_token: person.refreshToken };
      expectStatus(401, await bed.wire.put('/consumer/login', { body }));
    });
    expect(await whoami(other)).toBe(200);
  });

  it('20,000 live logins become as many as one may have at the next one, by one change', async () => {
    const person = await cast.developer();
    const second = await bed.second();
    const [one] = await rowsOf({ userId: person.id, kind: 'login' });
    const all = Array.from({ length: 20_000 }, (_, n) => ({
      ...one,
      id: `more_${person.id}_${n}`,
    }));
    for (let from = 0; from < all.length; from += 500)
      await bed.app
        .get(UnitOfWork)
        .run((tx) => tx.rows.insert(GrantRow, all.slice(from, from + 500)));
    const newest = await cast.login(person.username, person.password);
    expect(await liveOf({ userId: person.id, kind: 'login' })).toBe(1_000);
    expect(await whoami(newest)).toBe(200);
    expect((await second.get('/authorization/whoami', { token: newest.token })).status).toBe(200);
  });

  it('logins that are over leave no rows without end', async () => {
    await within('quota.logins', 2, async () => {
      const person = await cast.developer();
      for (let n = 0; n < 8; n += 1) {
        const { token } = await cast.login(person.username, person.password);
        expectStatus(204, await bed.wire.post('/consumer/logout', { token }));
      }
      expect((await rowsOf({ userId: person.id, kind: 'login' })).length).toBeLessThanOrEqual(4);
    });
  });

  it('so it is with portal sessions, and with user credentials', async () => {
    await within('quota.logins', 2, async () => {
      const { username, password } = await cast.developer();
      const cookies: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        const answer = await bed.wire.post('/portal/session', {
          body: { username, password },
          headers: { origin: bed.url },
        });
        cookies.push(String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '');
      }
      const own = async (cookie: string) =>
        (await bed.wire.get('/consumer/account', { headers: { cookie } })).status;
      expect(await Promise.all(cookies.map(own))).toEqual([401, 200, 200]);
      const tokens: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        const answer = await bed.wire.post('/authorization/token', {
          basic: [username, password],
          form: { grant_type: 'client_credentials' },
        });
        tokens.push(expectStatus(200, answer).body.access_token);
      }
      expect(await Promise.all(tokens.map((token) => whoami({ token })))).toEqual([401, 200, 200]);
    });
  });

  it('one personal token more is refused, and none of the others ends for it', async () => {
    await within('quota.personal_tokens', 2, async () => {
      const { token } = await cast.developer();
      const make = () =>
        bed.wire.post('/consumer/token', {
          token,
          body: { name: unique('t'), scopes: ['authorization'] },
        });
      const [first] = [expectStatus(201, await make()).body, await make()];
      const refused = await make();
      expect([refused.status, refused.body.code]).toEqual([409, 'too_many_tokens']);
      expect(await whoami(first)).toBe(200);
      expectStatus(204, await bed.wire.send('DELETE', `/consumer/token/${first.id}`, { token }));
      expectStatus(201, await make());
    });
  });

  it('400 tokens for a resource leave no rows, and their first refresh keeps the audience', async () => {
    const owner = await cast.developer();
    const url = 'https://many.example.org/api';
    const { token } = owner;
    expectStatus(201, await bed.wire.post('/consumer/app', { token, body: { name: 'API', url } }));
    const app = await cast.app({ owner });
    const made = await Promise.all(
      Array.from({ length: 400 }, () => cast.tokens(app, { resource: url })),
    );
    expect(await rowsOf({ clientId: app.appKey })).toEqual([]);
    const renewed = expectStatus(200, await cast.refresh(app, made[0]?.refresh_token ?? '')).body;
    const claims = JSON.parse(
      Buffer.from(renewed.access_token.split('.')[1], 'base64url').toString('utf8'),
    );
    expect(claims.aud).toBe(url);
    expect(await rowsOf({ clientId: app.appKey })).toHaveLength(1);
  });

  it('one row more than an owner may have is refused, until there is room again', async () => {
    await within('quota.rows', 3, async () => {
      for (const path of ['/api/deliveries', '/api/tasks']) {
        const { token } = await cast.developer();
        const make = () => bed.wire.post(path, { token, body: { title: 'lorem' } });
        for (let n = 0; n < 3; n += 1) expectStatus(201, await make());
        const refused = await make();
        expect([refused.status, refused.body.code]).toEqual([409, 'too_many_rows']);
        const { entry } = (await bed.wire.get(path, { token })).body;
        expectStatus(204, await bed.wire.send('DELETE', `${path}/${entry[0].id}`, { token }));
        expectStatus(201, await make());
        expectStatus(409, await make());
      }
    });
  });

  it('the audit is kept as long as the setting says, and for ever with 0', async () => {
    const { total: before } = await entries();
    bed.clock.advance(800 * DAY_MS);
    await cast.loginAgain();
    await within('audit.retention_days', 0, async () => {
      await bed.app.get(Sweeper).run();
      expect((await entries()).total).toBeGreaterThanOrEqual(before);
    });
    await bed.app.get(Sweeper).run();
    const { total, oldest } = await entries();
    expect(total).toBeLessThan(before);
    expect(Date.parse(oldest)).toBeGreaterThan(bed.clock.now() - 730 * DAY_MS);
  });

  it('the oldest families of an app end when a new one is kept', async () => {
    await within('quota.grants', 2, async () => {
      const app = await cast.app();
      const families: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        const { refresh_token } = await cast.tokens(app);
        families.push(expectStatus(200, await cast.refresh(app, refresh_token)).body.refresh_token);
      }
      expect(await liveOf({ clientId: app.appKey })).toBe(2);
      const [oldest = '', , newest = ''] = families;
      expectStatus(400, await cast.refresh(app, oldest));
      expectStatus(200, await cast.refresh(app, newest));
    });
  });
});
