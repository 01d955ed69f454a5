/** @database sqlite */
import { QueryFailedError } from 'typeorm';
import { ChangeFeed } from '../../src/database/change-feed.js';
import { BUDGETS } from '../../src/throttle/budgets.js';
import { createLogger } from '../../src/logger.js';
import { AuthenticationService } from '../../src/users/login/authentication.service.js';
import { authorizeUrl, Browser, CALLBACK } from '../support/browser.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { newTestbed, testbed } from '../support/testbed.js';

const DEVICE = '/authorization/device';

describe('what strangers can make the server keep', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const activity = async ({ id, owner }: TestApp) =>
    expectStatus(
      200,
      await bed.wire.get(`/consumer/app/${id}/activity?count=100`, { token: owner.token }),
    ).body;
  const device = (app: TestApp, scope: string) =>
    bed.wire.post(DEVICE, { form: { client_id: app.appKey, scope } });

  it('reasons that are too long to tell apart do not lose what other apps did', async () => {
    const app = await cast.app({ type: 'public' });
    const other = await cast.app();
    const long = 'x'.repeat(300);
    const asked = ['a', 'b'].map((end) => device(app, long + end));
    await Promise.all([...asked, cast.tokens(other)]);
    expect((await activity(app)).failed).toBe(2);
    expect((await activity(other)).issued).toBe(1);
  });

  it('an app has a bounded number of reasons in an hour, and every failure is counted', async () => {
    const app = await cast.app({ type: 'public' });
    const many = 250;
    for (let from = 0; from < many; from += 50)
      await Promise.all(Array.from({ length: 50 }, (_, n) => device(app, `unknown_${from + n}`)));
    const { failed, totalResults } = await activity(app);
    expect(failed).toBe(many);
    expect(totalResults).toBeLessThanOrEqual(101);
  });

  it('strangers’ words push out neither other reasons nor the owner’s own', async () => {
    const app = await cast.app({ type: 'public' });
    for (let n = 0; n < 120; n += 1) await device(app, `stranger_${n}`);
    const form = { grant_type: 'refresh_token', refresh_token: 'mine', client_id: app.appKey };
    await bed.wire.post('/authorization/token', { form });
    await device(app, 'backend');
    const { entry, failed } = await activity(app);
    const reasons = entry.map(({ event, detail }: { event: string; detail: string }) => [
      event,
      detail,
    ]);
    expect(failed).toBe(122);
    expect(reasons).toContainEqual(['invalid_grant', expect.stringMatching(/^The refresh token/)]);
    expect(reasons.length).toBeLessThan(40);
  });

  it('what is remembered is bounded by its size, not by its number alone', async () => {
    const loaded: string[] = [];
    const known = bed.app.get(ChangeFeed).remember('nothing', (key) => {
      loaded.push(key);
      return Promise.resolve({ text: 'x'.repeat(4 * 1024 * 1024) });
    });
    const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`);
    for (const key of keys) await known.get(key);
    await known.get('key 19');
    expect(loaded).toEqual(keys);
    await known.get('key 0');
    expect(loaded).toEqual([...keys, 'key 0']);
  });

  it('a resource that is longer than any grant can keep is refused', async () => {
    const { token } = await cast.developer();
    const url = `https://api.example.org/${'x'.repeat(3_000)}`;
    expectStatus(201, await bed.wire.post('/consumer/app', { token, body: { name: 'API', url } }));
    const app = await cast.app();
    const answer = await bed.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', resource: url },
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_target']);
  });

  it('the log of a failed statement holds none of its values', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    const failed = new QueryFailedError('INSERT INTO t VALUES (?)', ['a value'], new Error('no'));
    log.error({ msg: 'Something went wrong', err: failed });
    expect(lines.join()).toContain('INSERT INTO t');
    expect(lines.join()).not.toContain('a value');
  });

  it('an instance that is blind tells nothing about tokens, and starts nothing', async () => {
    const app = await cast.app({ redirectUris: [CALLBACK] });
    const token = await cast.token(app);
    const basic: [string, string] = [app.appKey, app.appSecret];
    const feed = jest.spyOn(bed.app.get(ChangeFeed), 'isCurrent').mockReturnValue(false);
    try {
      for (const path of ['introspect', 'revoke', 'par', 'device']) {
        const answer = await bed.wire.post(`/authorization/${path}`, { basic, form: { token } });
        expect([path, answer.status, answer.body.error]).toEqual([
          path,
          503,
          'temporarily_unavailable',
        ]);
      }
    } finally {
      feed.mockRestore();
    }
  });
});

describe('requests that wait for a person', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' } });
  const cast = new Cast(bed);

  it('are counted by place, whichever way they come, and by client where it proves who it is', async () => {
    const app = await cast.app({ type: 'public', redirectUris: [CALLBACK] });
    const headers = { 'x-forwarded-for': '192.0.2.9' };
    const { appKey: client_id } = app;
    const form = { client_id, scope: 'deliveries' };
    const pushed = Object.fromEntries(new URLSearchParams(authorizeUrl(app).split('?')[1]));
    const ways = [
      () => bed.wire.get(authorizeUrl(app), { headers }),
      () => bed.wire.post(DEVICE, { form, headers }),
      () => bed.wire.post('/authorization/par', { form: pushed, headers }),
    ];
    for (const way of ways) expect([303, 200, 201]).toContain((await way()).status);
    const { points } = BUDGETS.waiting;
    for (let sent = ways.length; sent < points; sent += 50)
      await Promise.all(Array.from({ length: 50 }, () => bed.wire.post(DEVICE, { form, headers })));
    for (const way of ways) {
      const { status, headers: answered } = await way();
      expect([status, Number(answered['retry-after']) > 0]).toEqual([429, true]);
    }
    expectStatus(303, await bed.wire.get(authorizeUrl(app)));
    const browser = new Browser(bed);
    await browser.signIn(app.owner);
    expectStatus(303, await browser.send('GET', authorizeUrl(app), { headers }));
    const own = await cast.app({ redirectUris: [CALLBACK] });
    const request = Object.fromEntries(new URLSearchParams(authorizeUrl(own).split('?')[1]));
    const basic: [string, string] = [own.appKey, own.appSecret];
    expectStatus(201, await bed.wire.post('/authorization/par', { basic, form: request, headers }));
    expectStatus(
      200,
      await bed.wire.post(DEVICE, { basic, form: { scope: 'deliveries' }, headers }),
    );
  });
});

describe('a request that finishes while the server stops', () => {
  it('is in the activity of its app', async () => {
    const bed = await newTestbed();
    await bed.start();
    try {
      const cast = new Cast(bed);
      const app = await cast.firstPartyApp();
      const { username, password } = await cast.developer();
      const form = { grant_type: 'password', client_id: app.appKey, username, password };
      const logins = bed.app.get(AuthenticationService);
      const authenticate = logins.authenticate.bind(logins);
      const isUnderway = new Promise<void>((resolve) => {
        jest.spyOn(logins, 'authenticate').mockImplementation(async (attempt) => {
          resolve();
          await new Promise((wait) => setTimeout(wait, 300));
          return authenticate(attempt);
        });
      });
      const answer = bed.wire.post('/authorization/token', { form });
      await isUnderway;
      await bed.app.close();
      expectStatus(200, await answer);
      await bed.start();
      const { body } = await cast.asAdmin('GET', `/backend/app/${app.id}/activity`);
      expect(body.issued).toBe(1);
    } finally {
      await bed.stop();
    }
  });
});
