import { Sweeper } from '../../src/database/sweeper.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const DAY_MS = 24 * 60 * 60 * 1000;

const bed = testbed();
const cast = new Cast(bed);

const asAdmin = (method: string, path: string, body?: object) =>
  cast.asAdmin(method, path, { ...(body && { body }) });
const asPerson = ({ token }: Person, method: string, path: string) =>
  bed.wire.send(method, path, { token });
const whoami = async (token: string) =>
  (await bed.wire.get('/authorization/whoami', { token })).status;
const listed = async (person: Person): Promise<string[]> => {
  const { body } = expectStatus(200, await asPerson(person, 'GET', '/consumer/bin'));
  return body.entry.map(({ id }: { id: string }) => id);
};

describe('an app that its owner removed', () => {
  it('opens nothing from then on, and still nothing of before when it is brought back', async () => {
    const app = await cast.app();
    const { access_token: token, refresh_token: refreshToken } = await cast.tokens(app);
    const made = { token: app.owner.token, body: { name: 'Nightly', scopes: ['authorization'] } };
    const key = expectStatus(201, await bed.wire.post(`/consumer/app/${app.id}/key`, made)).body
      .key;
    expect([await whoami(token), await whoami(key)]).toEqual([200, 200]);

    expectStatus(204, await asPerson(app.owner, 'DELETE', `/consumer/app/${app.id}`));
    const everything = async () => [
      await whoami(token),
      await whoami(key),
      (await cast.refresh(app, refreshToken)).status,
    ];
    expect(await everything()).toEqual([401, 401, 401]);
    expectStatus(404, await asPerson(app.owner, 'GET', `/consumer/app/${app.id}`));
    expectStatus(404, await asAdmin('GET', `/backend/app/${app.id}`));
    const found = await asAdmin('GET', `/backend/app?ownerId=${app.owner.id}`);
    expect(found.body.totalResults).toBe(0);
    expect(await listed(app.owner)).toEqual([app.id]);

    expectStatus(204, await asPerson(app.owner, 'POST', `/consumer/bin/${app.id}/restore`));
    expect(await listed(app.owner)).toEqual([]);
    const { body } = expectStatus(200, await asPerson(app.owner, 'GET', `/consumer/app/${app.id}`));
    expect(body).toMatchObject({ appKey: app.appKey, status: 'active', secrets: [] });
    expect(await everything()).toEqual([401, 401, 401]);

    const secret = await bed.wire.post(`/consumer/app/${app.id}/secret`, {
      token: app.owner.token,
      body: { overlap: 'now' },
    });
    const appSecret = expectStatus(201, secret).body.appSecret;
    expect(await whoami(await cast.token({ ...app, appSecret }))).toBe(200);
  });

  it('is as it was in the figures once it is back', async () => {
    const { id } = await cast.app();
    const figures = async () => {
      const { days, totals } = (await asAdmin('GET', '/backend/statistic?days=1')).body;
      return [totals.apps, days.at(-1).apps];
    };
    const [total, created] = await figures();
    expectStatus(204, await asAdmin('DELETE', `/backend/app/${id}`));
    expect(await figures()).toEqual([total - 1, created]);
    expectStatus(204, await asAdmin('POST', `/backend/bin/${id}/restore`));
    expect(await figures()).toEqual([total, created]);
  });

  it('is nobody else’s to bring back, and not beyond the limit of apps', async () => {
    const app = await cast.app();
    expectStatus(204, await asPerson(app.owner, 'DELETE', `/consumer/app/${app.id}`));
    const stranger = await cast.developer();
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/restore'],
      ['DELETE', ''],
    ] as const)
      expectStatus(404, await asPerson(stranger, method, `/consumer/bin/${app.id}${path}`));

    await cast.setting('app.max_per_user', 1);
    await cast.app({ owner: app.owner });
    const path = `/consumer/bin/${app.id}`;
    const preview = expectStatus(200, await asPerson(app.owner, 'GET', path)).body;
    expect(preview.obstacle.code).toBe('too_many_apps');
    const refused = expectStatus(409, await asPerson(app.owner, 'POST', `${path}/restore`));
    expect(refused.body.code).toBe('too_many_apps');
    await cast.setting('app.max_per_user', 16);
    expectStatus(204, await asPerson(app.owner, 'DELETE', path));
    expect(await listed(app.owner)).toEqual([]);
  });
});

describe('a user whom an administrator removed', () => {
  it('keeps name and address, and comes back with apps and accounts but no token', async () => {
    const person = await cast.partner();
    const account = await cast.account(person);
    const scopes = ['deliveries', 'authorization'];
    const app = await cast.app({ owner: person, accountId: account.id, scopes });
    const token = await cast.token(app);
    expectStatus(204, await asAdmin('DELETE', `/backend/user/${person.id}`));
    expect([await whoami(token), await whoami(person.token)]).toEqual([401, 401]);
    const { username, password } = person;
    expectStatus(401, await bed.wire.post('/consumer/login', { body: { username, password } }));
    const search = await asAdmin('GET', `/backend/user?search=${username}`);
    expect(search.body.totalResults).toBe(0);

    const name = { username: username.toUpperCase(), email: `${unique('new')}@example.org` };
    const address = { username: unique('new'), email: `${username}@example.org` };
    for (const [taken, code] of [
      [name, 'username_kept'],
      [address, 'email_kept'],
    ] as const) {
      const body = { ...taken, password: 'another long password' };
      const refused = expectStatus(409, await bed.wire.post('/consumer/register', { body }));
      expect(refused.body.code).toBe(code);
      expect((await asAdmin('POST', '/backend/user', body)).body.code).toBe(code);
    }

    const preview = expectStatus(200, await asAdmin('GET', `/backend/bin/${person.id}`)).body;
    expect(preview).toMatchObject({
      kind: 'user',
      name: username,
      accounts: 1,
      apps: 1,
      remaining: [],
      obstacle: null,
    });
    expectStatus(404, await asAdmin('GET', `/backend/bin/${app.id}`));
    expectStatus(204, await asAdmin('POST', `/backend/bin/${person.id}/restore`));
    expect([await whoami(token), await whoami(person.token)]).toEqual([401, 401]);
    const again = await cast.login(username, password);
    expect(again.id).toBe(person.id);
    const mine = expectStatus(200, await asPerson(again, 'GET', `/consumer/app/${app.id}`)).body;
    expect(mine).toMatchObject({ appKey: app.appKey, accountId: account.id });
    expectStatus(200, await asPerson(again, 'GET', `/partner/account/${account.id}`));
    const { body: log } = await asAdmin('GET', `/backend/audit?subject=user:${person.id}`);
    const events = log.entry.map(({ event }: { event: string }) => event);
    expect(events.slice(0, 2)).toEqual(['backend.bin.restore', 'backend.user.remove']);
  });

  it('is beyond the reach of who could not have removed them', async () => {
    const helper = await cast.holderOf(['backend.bin', 'backend.user', 'consumer']);
    const person = await cast.partner();
    expectStatus(204, await asAdmin('DELETE', `/backend/user/${person.id}`));
    for (const [method, path] of [
      ['POST', '/restore'],
      ['DELETE', ''],
    ] as const) {
      const refused = await asPerson(helper, method, `/backend/bin/${person.id}${path}`);
      expect(expectStatus(403, refused).body.code).toBe('beyond_reach');
    }
  });

  it('is gone for good after thirty days, or at once when somebody says so', async () => {
    const [later, now, own] = [
      await cast.developer(),
      await cast.developer(),
      await cast.developer(),
    ];
    const app = await cast.app({ owner: now });
    for (const { id } of [later, now])
      expectStatus(204, await asAdmin('DELETE', `/backend/user/${id}`));
    expectStatus(204, await asAdmin('DELETE', `/backend/bin/${now.id}`));
    expectStatus(204, await asPerson(own, 'DELETE', '/consumer/account?forGood=true'));
    for (const person of [now, own]) {
      expectStatus(404, await asAdmin('GET', `/backend/bin/${person.id}`));
      await cast.developer(person.username);
    }
    const rows = (await bed.dump()).filter(({ table }) => table === 'bin_item');
    expect(rows.filter(({ value }) => String(value).includes(app.appKey))).toEqual([]);

    bed.clock.advance(30 * DAY_MS + 1);
    await cast.loginAgain();
    expectStatus(404, await asAdmin('POST', `/backend/bin/${later.id}/restore`));
    await bed.app.get(Sweeper).run();
    expect((await bed.dump()).filter(({ table }) => table === 'bin_item')).toEqual([]);
    await cast.developer(later.username);
  });
});
