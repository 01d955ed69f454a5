/** @database sqlite */
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Answer } from '../support/wire.js';

/** All that a browser keeps: name and value of each cookie. */
function cookiesOf({ headers }: Answer): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ');
}

/** Longer than any password, so that it is refused without being hashed: these tests are about counting. */
const CHEAP = 'é'.repeat(2_100);

describe('guessing, where the whole world comes from one address', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on' } });
  const cast = new Cast(bed);
  const signIn = ({ username }: { username: string }, password: string, cookie?: string) =>
    bed.wire.post('/portal/session', {
      body: { username, password },
      headers: { origin: bed.url, ...(cookie && { cookie }) },
    });
  const guess = (person: { username: string }, times: number, cookie?: string) =>
    Promise.all(Array.from({ length: times }, (_, n) => signIn(person, `guess ${n}`, cookie)));
  const statuses = (answers: Answer[]) => new Set(answers.map(({ status }) => status));

  let ada: Person;
  let browser: string;

  it('a browser is known after a sign-in, by a cookie that scripts cannot read', async () => {
    ada = await cast.developer();
    const answer = expectStatus(201, await signIn(ada, ada.password));
    const [session, device] = answer.headers['set-cookie'] as unknown as string[];
    expect(session).toMatch(/^gatehouse=gate_ses_/);
    expect(device).toMatch(/^gatehouse-device=[\w.-]+; Max-Age=15552000; .*HttpOnly; SameSite=Lax/);
    browser = cookiesOf(answer);
  });

  it('stops at twelve guesses for one person, and lets that person in with the browser they use', async () => {
    expect(statuses(await guess(ada, 12))).toEqual(new Set([401, 429]));
    expectStatus(429, await signIn(ada, ada.password));
    expectStatus(201, await signIn(ada, ada.password, browser));
  });

  it('lets them confirm there that it is them, too', async () => {
    browser = cookiesOf(await signIn(ada, ada.password, browser));
    const headers = { origin: bed.url, cookie: browser };
    const { password } = ada;
    const message = { headers, body: { password } };
    expectStatus(204, await bed.wire.post('/consumer/confirm', message));
  });

  it('keeps the browser known when its person signs out', async () => {
    const left = await bed.wire.delete('/portal/session', {
      headers: { origin: bed.url, cookie: browser },
    });
    expect(cookiesOf(expectStatus(204, left))).toBe('gatehouse=');
    const device = browser.split('; ')[1];
    expectStatus(201, await signIn(ada, ada.password, device));
  });

  it('gives a stolen browser ten guesses, and then what strangers have', async () => {
    const answers = await guess(ada, 12, browser);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expectStatus(429, await signIn(ada, ada.password, browser));
  });

  it('knows a browser for its own person alone, and no forged one', async () => {
    const [bob, eve] = [await cast.developer(), await cast.developer()];
    const [, device = ''] = cookiesOf(await signIn(eve, eve.password)).split('; ');
    await guess(bob, 12);
    expectStatus(429, await signIn(bob, bob.password, device));
    expectStatus(
      429,
      await signIn(
        bob,
        bob.password,
        device.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')),
      ),
    );
    expectStatus(429, await signIn(bob, bob.password, 'gatehouse-device=x.1.y'));
  });

  it('forgets a browser that was not used for half a year', async () => {
    const bob = await cast.developer();
    const [, device] = cookiesOf(await signIn(bob, bob.password)).split('; ');
    await guess(bob, 12);
    bed.clock.advance(181 * 86_400_000);
    expectStatus(429, await signIn(bob, bob.password, device));
  });

  it('lets people in at a place where they have been, after 300 guesses for names of nobody', async () => {
    const dora = await cast.developer();
    const nobody = Array.from({ length: 310 }, (_, n) => signIn({ username: `nobody${n}` }, CHEAP));
    expect(statuses(await Promise.all(nobody))).toContain(429);
    expectStatus(429, await signIn({ username: 'somebody.else' }, 'x'));
    expectStatus(201, await signIn(dora, dora.password));
  });
});

describe('guessing from one IPv6 site', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' } });
  const cast = new Cast(bed);
  const login = (username: string, password: string, address: string) =>
    bed.wire.post('/consumer/login', {
      body: { username, password },
      headers: { 'x-forwarded-for': address },
    });

  it.each<[string, (n: number) => string]>([
    ['the /64 networks of one home (/56)', (n) => `2001:db8:1:${(n % 256).toString(16)}::${n}`],
    ['the homes of one site (/48)', (n) => `2001:db8:2:${(n * 128).toString(16)}::1`],
  ])('is counted together over %s', async (_, address) => {
    const tries = Array.from({ length: 330 }, (_unused, n) =>
      login(`nobody${n}`, CHEAP, address(n)),
    );
    const refused = (await Promise.all(tries)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(30);
    expectStatus(401, await login('nobody', 'x', '2001:db8:3::1'));
  });

  it('a flood of strangers never takes the places of familiar people', async () => {
    const ada = await cast.developer();
    const home = '198.51.100.7';
    expectStatus(200, await login(ada.username, ada.password, home));
    const flood = Array.from({ length: 260 }, (_, n) =>
      login(`nobody${n}`, 'x', `203.0.${n % 130}.${1 + (n >> 7)}`),
    );
    const mine = Promise.all(
      Array.from({ length: 5 }, () => login(ada.username, ada.password, home)),
    );
    expect(new Set((await mine).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await Promise.all(flood)).map(({ status }) => status)).toContain(503);
  });
});

describe('X-Forwarded-For of a proxy that nobody named', () => {
  const bed = testbed();
  it('is ignored, and told in the log once', async () => {
    const warnings = () => bed.logs.filter((line) => line.includes('TRUST_PROXY'));
    await bed.wire.get('/system/about');
    expect(warnings()).toHaveLength(0);
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    for (let round = 0; round < 3; round += 1) await bed.wire.get('/system/about', { headers });
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain('127.0.0.1');
    expect(warnings()[0]).not.toContain('203.0.113.9');
  });
});
