/** @database sqlite */
import { Browser } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf, type Wire } from '../support/wire.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const START = '/authorization/device';
const TOKEN = '/authorization/token';

interface Started {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}

describe('the device flow (RFC 8628)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let person: Person;
  let television: TestApp;
  let server: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    owner = await cast.developer();
    person = await cast.developer();
    television = await cast.app({
      owner,
      type: 'public',
      scopes: ['deliveries', 'tasks', 'openid', 'authorization'],
    });
    server = await cast.app({ owner });
    browser = new Browser(bed);
    await browser.signIn(person);
  });

  const start = async (form: Record<string, string> = { scope: 'deliveries' }, by = television) =>
    expectStatus(200, await bed.wire.post(START, { form: { client_id: by.appKey, ...form } }))
      .body as Started;
  const poll = (device_code: string, by = television, wire: Wire = bed.wire) => {
    const form = { grant_type: GRANT, device_code };
    return by.appSecret
      ? wire.post(TOKEN, { basic: [by.appKey, by.appSecret], form })
      : wire.post(TOKEN, { form: { ...form, client_id: by.appKey } });
  };
  const says = async (device_code: string, error: string, by = television) => {
    const answer = await poll(device_code, by);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  };
  const enter = (userCode: string, by = browser) =>
    by.send('POST', '/portal/device', { body: { userCode } });
  const decide = async (device: Started, decision: 'allow' | 'deny', scopes: string[] = []) => {
    const { consent } = expectStatus(200, await enter(device.user_code)).body;
    expectStatus(200, await browser.see(consent));
    return browser.decide(consent, decision, scopes);
  };
  const approved = async (form: Record<string, string> = { scope: 'deliveries' }) => {
    const device = await start(form);
    expectStatus(200, await decide(device, 'allow', form.scope?.split(' ')));
    return device;
  };

  it('shows a code that people can type, and where', async () => {
    const device = await start();
    expect(device.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(device).toMatchObject({
      verification_uri: `${bed.url}/device`,
      verification_uri_complete: `${bed.url}/device?user_code=${device.user_code}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('gives tokens that act for the person who agreed', async () => {
    const device = await start({ scope: 'deliveries tasks openid' });
    await says(device.device_code, 'authorization_pending');
    expectStatus(200, await decide(device, 'allow', ['deliveries', 'openid']));
    bed.clock.advance(6_000);
    const { body } = expectStatus(200, await poll(device.device_code));
    expect(body).toMatchObject({ token_type: 'bearer', scope: 'deliveries openid' });
    expect(claimsOf(body.access_token)).toMatchObject({
      sub: person.id,
      client_id: television.appKey,
      scope: 'deliveries openid',
    });
    expect(claimsOf(body.id_token)).toMatchObject({ sub: person.id, aud: television.appKey });
    const token = body.access_token;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(403, await bed.wire.get('/api/tasks', { token }));
    const form = {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
      client_id: television.appKey,
    };
    const again = expectStatus(200, await bed.wire.post(TOKEN, { form })).body;
    const { sub, auth_time } = claimsOf(body.id_token);
    expect(claimsOf(again.id_token)).toMatchObject({ sub, auth_time, aud: television.appKey });
  });

  it('gives tokens for the API that the person saw, and for no other', async () => {
    const body = { name: 'API', url: 'https://device-api.example.org/', scopes: ['deliveries'] };
    expectStatus(201, await bed.wire.post('/consumer/app', { token: owner.token, body }));
    const asked = { scope: 'deliveries', resource: 'https://device-api.example.org' };
    const redeem = async (resource: string) => {
      const { device_code } = await approved(asked);
      const form = { grant_type: GRANT, device_code, client_id: television.appKey, resource };
      return bed.wire.post(TOKEN, { form });
    };
    const answer = expectStatus(200, await redeem('https://device-api.example.org'));
    expect(claimsOf(answer.body.access_token).aud).toBe('https://device-api.example.org/');
    expect(await redeem(bed.url)).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it('serves an app with a secret too, which must prove it each time', async () => {
    const basic: [string, string] = [server.appKey, server.appSecret];
    const form = { scope: 'deliveries' };
    const device = expectStatus(200, await bed.wire.post(START, { basic, form })).body as Started;
    expectStatus(200, await decide(device, 'allow', ['deliveries']));
    const bare = { grant_type: GRANT, device_code: device.device_code, client_id: server.appKey };
    expectStatus(401, await bed.wire.post(TOKEN, { form: bare }));
    expectStatus(200, await poll(device.device_code, server));
  });

  it('does not mind how the code is typed', async () => {
    const device = await start();
    const [left = '', right = ''] = device.user_code.split('-');
    for (const typed of [`${left}${right}`, device.user_code.toLowerCase(), ` ${left} ${right} `])
      expectStatus(200, await enter(typed));
  });

  it('tells the device of a denial, and gives nothing', async () => {
    const device = await start();
    const { body } = expectStatus(200, await decide(device, 'deny'));
    expect(body.redirectTo).toContain(`${bed.url}/device`);
    await says(device.device_code, 'access_denied');
  });

  it('slows down a device that polls too fast, by five seconds each time', async () => {
    const device = await start();
    await says(device.device_code, 'authorization_pending');
    await says(device.device_code, 'slow_down');
    bed.clock.advance(6_000);
    await says(device.device_code, 'slow_down');
    bed.clock.advance(14_000);
    await says(device.device_code, 'slow_down');
    bed.clock.advance(21_000);
    await says(device.device_code, 'authorization_pending');
  });

  it('expires after ten minutes', async () => {
    const device = await start();
    const late = await approved();
    bed.clock.advance(601_000);
    await says(device.device_code, 'expired_token');
    await says(late.device_code, 'expired_token');
    expectStatus(404, await enter(device.user_code));
  });

  describe('a device code', () => {
    it('that is unknown, malformed or missing yields nothing', async () => {
      await says('gate_dev_unknown', 'invalid_grant');
      await says('x'.repeat(5_000), 'invalid_grant');
      await says('', 'invalid_request');
    });

    it('works for its own client alone', async () => {
      const device = await approved();
      const other = await cast.app({ owner, type: 'public' });
      await says(device.device_code, 'invalid_grant', other);
      await says(device.device_code, 'invalid_grant', server);
      expectStatus(200, await poll(device.device_code));
    });

    it('works once', async () => {
      const device = await approved();
      expectStatus(200, await poll(device.device_code));
      await says(device.device_code, 'invalid_grant');
    });

    it('works once, 50 times at once over two instances', async () => {
      const device = await approved();
      const second = await bed.second();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          poll(device.device_code, television, index % 2 ? second : bed.wire),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(49);
    });

    it('is over when the person or the app ends in between', async () => {
      const someone = await cast.developer();
      const theirs = new Browser(bed);
      await theirs.signIn(someone);
      const device = await start();
      const { consent } = expectStatus(200, await enter(device.user_code, theirs)).body;
      expectStatus(200, await theirs.see(consent));
      expectStatus(200, await theirs.decide(consent, 'allow', ['deliveries']));
      const body = { status: 'disabled' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${someone.id}`, { body }));
      await says(device.device_code, 'invalid_grant');

      const app = await cast.app({ owner, type: 'public' });
      const other = await start({ scope: 'deliveries' }, app);
      expectStatus(200, await decide(other, 'allow', ['deliveries']));
      const { token } = await cast.login(owner.username, owner.password);
      expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}/token`, { token }));
      await says(other.device_code, 'invalid_grant', app);
    });
  });

  describe('a user code', () => {
    it('leads to one decision: the second one finds nothing', async () => {
      const device = await start();
      const first = expectStatus(200, await enter(device.user_code)).body.consent;
      const second = expectStatus(200, await enter(device.user_code)).body.consent;
      for (const id of [first, second]) expectStatus(200, await browser.see(id));
      expectStatus(200, await browser.decide(first, 'deny'));
      expectStatus(404, await browser.decide(second, 'allow', ['deliveries']));
      expectStatus(404, await enter(device.user_code));
      await says(device.device_code, 'access_denied');
    });

    it('is decided once, also 20 times at once', async () => {
      const device = await start();
      const ids = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const { consent } = expectStatus(200, await enter(device.user_code)).body;
          expectStatus(200, await browser.see(consent));
          return consent as string;
        }),
      );
      const answers = await Promise.all(
        ids.map((id) => browser.decide(id, 'allow', ['deliveries'])),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('is decided by the session that opened it, and no other', async () => {
      const device = await start();
      const { consent } = expectStatus(200, await enter(device.user_code)).body;
      expectStatus(200, await browser.see(consent));
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      expectStatus(404, await other.see(consent));
      expectStatus(404, await other.decide(consent, 'allow', ['deliveries']));
    });

    it('belongs to the person who entered it first, wherever they sign in', async () => {
      const device = await start();
      expectStatus(200, await enter(device.user_code));
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      expectStatus(404, await enter(device.user_code, other));
      const again = new Browser(bed);
      await again.signIn(person);
      expectStatus(200, await enter(device.user_code, again));
      expectStatus(200, await decide(device, 'allow', ['deliveries']));
      expectStatus(200, await poll(device.device_code));
    });

    it('that is unknown or impossible is 404, and malformed bodies are 400', async () => {
      for (const typed of ['BBBB-BBBB', 'AEIOUAEI', '', '-', 'BCDF', 'BCDF-GHJK-L'])
        expectStatus(404, await enter(typed));
      for (const body of [{}, { userCode: 7 }, { userCode: 'x'.repeat(65) }])
        expectStatus(400, await browser.send('POST', '/portal/device', { body }));
    });

    it('needs a person in the portal: no token will do, and no foreign page', async () => {
      const { user_code: userCode } = await start();
      const body = { userCode };
      expectStatus(401, await bed.wire.post('/portal/device', { body }));
      const byToken = await bed.wire.post('/portal/device', { body, token: person.token });
      expect([byToken.status, byToken.body.code]).toEqual([403, 'session_required']);
      const headers = { origin: 'https://evil.example' };
      expectStatus(403, await browser.send('POST', '/portal/device', { body, headers }));
    });
  });

  describe('refuses to start', () => {
    it.each([
      ['a scope that the app does not have', { scope: 'backend' }, 'invalid_scope'],
      ['a malformed scope', { scope: '"' }, 'invalid_scope'],
      ['an unknown resource', { resource: 'https://unknown.example' }, 'invalid_target'],
      ['a resource that is no URI', { resource: 'x' }, 'invalid_target'],
    ])('%s', async (_, form, error) => {
      const message = { form: { client_id: television.appKey, ...form } };
      const { status, body } = await bed.wire.post(START, message as never);
      expect([status, body.error]).toEqual([400, error]);
    });

    it('an unknown client, a wrong secret, and an app that does not authenticate', async () => {
      const answers = [
        await bed.wire.post(START, { form: { client_id: 'nobody' } }),
        await bed.wire.post(START, { basic: [server.appKey, 'wrong'], form: {} }),
        await bed.wire.post(START, { form: { client_id: server.appKey } }),
        await bed.wire.post(START, { form: {} }),
      ];
      for (const { status, body } of answers)
        expect([status, body.error]).toEqual([401, 'invalid_client']);
    });

    it('GET, and parameters in the URL', async () => {
      expectStatus(405, await bed.wire.get(START));
      const query = `?client_id=${television.appKey}`;
      expectStatus(400, await bed.wire.post(START + query, { form: {} }));
    });
  });

  it('stores neither code in clear', async () => {
    const device = await start();
    const values = (await bed.dump()).map(({ value }) => JSON.stringify(value) ?? '').join('\n');
    expect(values).not.toContain(device.device_code);
    expect(values).not.toContain(device.user_code.replace('-', ''));
  });
});

describe('guessing user codes', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on' } });
  const cast = new Cast(bed);

  it('is throttled for the person, while others still get through', async () => {
    const app = await cast.app({ type: 'public' });
    const [guesser, person] = [new Browser(bed), new Browser(bed)];
    await guesser.signIn(await cast.developer());
    await person.signIn(await cast.developer());
    const enter = (by: Browser, userCode: string) =>
      by.send('POST', '/portal/device', { body: { userCode } });
    for (let tries = 0; tries < 20; tries += 1)
      expectStatus(404, await enter(guesser, `BBBB-BB${'BCDFGHJKLMNPQRSTVWXZ'[tries]}B`));
    const stopped = expectStatus(429, await enter(guesser, 'BBBB-BBBB'));
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    const form = { client_id: app.appKey, scope: 'deliveries' };
    const { body } = expectStatus(200, await bed.wire.post(START, { form }));
    expectStatus(429, await enter(guesser, body.user_code));
    expectStatus(200, await enter(person, body.user_code));
  });
});
