import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

/** Everything that a test can find of our secrets is tried as every kind of credential. */
describe('a thief who reads the database, the logs and the outbox', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  let careful: Person;
  let app: TestApp;
  let secrets: Record<string, string>;
  let loot: string[];

  beforeAll(async () => {
    person = await cast.developer('victim');
    careful = await cast.developer('careful');
    const { secret, recoveryCodes } = await cast.secondFactor(careful);
    app = await cast.app({ owner: person });
    const rotated = await bed.wire.post(`/consumer/app/${app.id}/secret`, {
      token: person.token,
      body: { overlap: '24h' },
    });
    const tokens = await cast.tokens(app);
    const kept = expectStatus(200, await cast.refresh(app, tokens.refresh_token)).body;
    const personal = await bed.wire.post('/consumer/token', {
      token: person.token,
      body: {
        name: 'script',
        scopes: ['deliveries'],
        expiresAt: new Date(bed.clock.now() + 86_400_000).toISOString(),
      },
    });
    const key = await bed.wire.post(`/consumer/app/${app.id}/key`, {
      token: person.token,
      body: { name: 'key', scopes: ['authorization'] },
    });
    const session = await bed.wire.post('/portal/session', {
      body: { username: person.username, password: person.password },
    });
    await bed.wire.post('/consumer/password_reset', { body: { email: person.email } });
    const reset = await bed.link('password/reset', person.email);
    await cast.setting('registration.activation', 'email');
    const late = { username: 'late', email: 'late@example.org', password: 'a long password' };
    await bed.wire.post('/consumer/register', { body: late });
    const activation = await bed.link('activate', late.email);
    // Failures leave traces too.
    await bed.wire.get('/authorization/whoami', { token: `${person.token}x` });
    await bed.wire.get(`/api/deliveries?access_token=${person.token}`);
    await bed.wire.post('/authorization/token', {
      basic: [app.appKey, `${app.appSecret}x`],
      form: { grant_type: 'client_credentials' },
    });
    await bed.wire.post('/consumer/login', { body: { username: person.password, password: 'x' } });
    await bed.wire.get(`/password/reset/${reset}`);
    await bed.wire.get(`/${reset}`);
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // what is counted is written every second
    secrets = {
      password: person.password,
      'the administrator’s password': (await cast.admin()).password,
      'login token': person.token,
      'login refresh token': person.refreshToken,
      'app secret': app.appSecret,
      'new app secret': rotated.body.appSecret,
      'access token': kept.access_token,
      'refresh token': kept.refresh_token,
      'first refresh token': tokens.refresh_token,
      'personal token': personal.body.token,
      'API key': key.body.key,
      'session cookie': /=([^;]+)/.exec(String(session.headers['set-cookie']))?.[1] ?? '',
      'TOTP secret': secret,
      'recovery code': recoveryCodes[0] ?? '',
      'reset link': reset,
      'activation link': activation,
      'master key': bed.config.masterKey.toString(),
    };
    loot = await everythingFound();
  }, 60_000);

  const everythingFound = async (): Promise<string[]> => {
    const values = (await bed.dump()).map(({ value }) => String(value));
    // Mails hold their own one-time links, which are meant for their reader.
    const mails = bed
      .outbox()
      .map((mail) => mail.replace(/\/(activate|password\/reset)\/\w+/g, ''));
    const texts = [...values, ...bed.logs, ...mails];
    const words = texts.flatMap((text) => text.split(/[\s"',:;<>(){}[\]\\]+/));
    const parts = texts.flatMap((text) => text.split(/[^A-Za-z0-9_.-]+/));
    const isTime = /^1[78]\d{8,11}$|^\d\d\.\d{3}Z$/;
    return [...new Set([...values, ...words, ...parts])].filter(
      (text) =>
        text.length >= 6 && text.length <= 4_096 && !/[\r\n\0]/.test(text) && !isTime.test(text),
    );
  };

  it('finds none of the secrets, in no table, log line or mail', async () => {
    for (const [name, secret] of Object.entries(secrets)) {
      expect([name, secret.length > 5]).toEqual([name, true]);
      const mails = bed
        .outbox()
        .join('\n')
        .replace(/\/(activate|password\/reset)\/\w+/g, '');
      const places = (await bed.dump())
        .filter(({ value }) => String(value).includes(secret))
        .map(({ table, column }) => `${table}.${column}`);
      if (bed.logs.some((line) => line.includes(secret))) places.push('the log');
      if (mails.includes(secret)) places.push('the outbox');
      expect([name, places]).toEqual([name, []]);
    }
  });

  const attempts: Record<string, (found: string) => Promise<number>> = {
    'a bearer token': async (found) =>
      (
        await bed.wire.get('/authorization/whoami', {
          headers: { authorization: `Bearer ${clean(found)}` },
        })
      ).status,
    'an app’s secret': async (found) =>
      (
        await bed.wire.post('/authorization/token', {
          basic: [app.appKey, found],
          form: { grant_type: 'client_credentials' },
        })
      ).status,
    'a refresh token': async (found) => (await cast.refresh(app, found)).status,
    'a login’s refresh token': async (found) =>
      (await bed.wire.put('/consumer/login', { body: { refresh_token: found } })).status,
    'a reset link': async (found) =>
      (
        await bed.wire.put('/consumer/password_reset', {
          body: { token: found, newPassword: 'stolen by a thief' },
        })
      ).status,
    'an activation link': async (found) =>
      (await bed.wire.post('/consumer/activate', { body: { token: found } })).status,
    'the portal’s cookie': async (found) =>
      (await bed.wire.get('/consumer/account', { headers: { cookie: cookie(clean(found)) } }))
        .status,
    'a password': async (found) =>
      (
        await bed.wire.post('/consumer/login', {
          body: { username: person.username, password: found },
        })
      ).status,
    'a second factor': async (found) =>
      (
        await bed.wire.post('/consumer/login', {
          body: { username: careful.username, password: careful.password, otp: found },
        })
      ).status,
  };
  const clean = (text: string) => text.replace(/[^\x21-\x7e]/g, '');
  const cookie = (value: string) =>
    ['session', 'gatehouse', 'gatehouse_session', '__Host-session', '__Host-gatehouse']
      .map((name) => `${name}=${value}`)
      .join('; ');

  // Hashing takes most of the time here, and does not know the database: once will do.
  const slow = ['a password', 'a second factor'];
  // Nothing shorter can be a password, and nothing longer a code.
  const fits: Record<string, (found: string) => boolean> = {
    'a password': ({ length }) => length >= 10,
    'a second factor': ({ length }) => length <= 64,
  };
  const tried = Object.keys(attempts).filter((name) => ENGINE === 'sqlite' || !slow.includes(name));

  it.each(tried)(
    'opens nothing with anything as %s',
    async (name) => {
      expect(loot.length).toBeGreaterThan(100);
      const opened: string[] = [];
      const queue = loot.filter((found) => fits[name]?.(found) ?? true);
      const work = async () => {
        for (let found = queue.pop(); found !== undefined; found = queue.pop()) {
          const status = (await attempts[name]?.(found)) ?? 0;
          if (status < 400 || status >= 500) opened.push(`${status} ${found}`);
        }
      };
      await Promise.all(Array.from({ length: 16 }, work));
      expect(opened).toEqual([]);
    },
    120_000,
  );

  it('would have noticed: the real secrets do work', async () => {
    expect(await attempts['a bearer token']?.(secrets['personal token'] ?? '')).toBe(403);
    expect(await attempts['a bearer token']?.(secrets['API key'] ?? '')).toBe(200);
    expect(await attempts['an app’s secret']?.(secrets['app secret'] ?? '')).toBe(200);
    expect(await attempts['a refresh token']?.(secrets['refresh token'] ?? '')).toBe(200);
    expect(await attempts['a password']?.(person.password)).toBe(200);
    expect(await attempts['a second factor']?.(secrets['recovery code'] ?? '')).toBe(200);
    expect(await attempts['an activation link']?.(secrets['activation link'] ?? '')).toBe(200);
    expect(await attempts['a reset link']?.(secrets['reset link'] ?? '')).toBe(200);
  });
});
