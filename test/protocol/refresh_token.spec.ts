import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf, type Wire } from '../support/wire.js';

const FIFTY = Array.from({ length: 50 });

describe('grant_type=refresh_token (RFC 6749 §6, RFC 9700 §4.14)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  beforeAll(async () => {
    app = await cast.app();
  });

  const use = (token: string, wire?: Wire) => cast.refresh(app, token, wire);
  const opens = async (token: string, wire = bed.wire) =>
    (await wire.get('/authorization/whoami', { token })).status === 200;
  const first = () => cast.tokens(app);
  /** A family that has a row already, as after a first refresh. */
  const stored = async () => expectStatus(200, await use((await first()).refresh_token)).body;

  it('answers a new pair and ends the old access token at once', async () => {
    const old = await first();
    const { body } = expectStatus(200, await use(old.refresh_token));
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: expect.any(String),
      scope: old.scope,
    });
    expect(body.refresh_token).not.toBe(old.refresh_token);
    expect(await opens(old.access_token)).toBe(false);
    expect(await opens(body.access_token)).toBe(true);
  });

  it.each([
    ['that was never used', first],
    ['that has a row', stored],
  ])('gives 50 parallel uses of a token %s one successor', async (_, make) => {
    const { refresh_token } = await make();
    const answers = await Promise.all(FIFTY.map(() => use(refresh_token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
    // Retries and the first answer are of one generation: all live until the next rotation.
    const tokens = answers.map(({ body }) => body.access_token);
    expect(await opens(tokens[0])).toBe(true);
    expect(await opens(tokens[49])).toBe(true);
    expectStatus(200, await use(answers[0]?.body.refresh_token));
    expect(await opens(tokens[0])).toBe(false);
    expect(await opens(tokens[49])).toBe(false);
  });

  it('gives 50 parallel uses on two instances one successor', async () => {
    const second = await bed.second();
    const { refresh_token } = await stored();
    const answers = await Promise.all(
      FIFTY.map((_each, index) => use(refresh_token, index % 2 ? second : bed.wire)),
    );
    const successors = answers.filter(({ status }) => status === 200);
    expect(successors.length).toBeGreaterThan(0);
    expect(new Set(successors.map(({ body }) => body.refresh_token)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('gives the same successor again within 10 s, to a client that lost the answer', async () => {
    const { refresh_token } = await stored();
    const answer = await use(refresh_token);
    bed.clock.advance(9_000);
    const retry = expectStatus(200, await use(refresh_token));
    expect(retry.body.refresh_token).toBe(answer.body.refresh_token);
    expect(await opens(answer.body.access_token)).toBe(true);
    expect(await opens(retry.body.access_token)).toBe(true);
  });

  it('ends the family when the token comes back after 10 s', async () => {
    const { refresh_token } = await stored();
    const successor = expectStatus(200, await use(refresh_token)).body;
    bed.clock.advance(10_500);
    const replay = await use(refresh_token);
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
    expect(await opens(successor.access_token)).toBe(false);
    const next = await use(successor.refresh_token);
    expect([next.status, next.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('ends the family when the token comes back after its successor was used', async () => {
    const one = await stored();
    const two = expectStatus(200, await use(one.refresh_token)).body;
    const three = expectStatus(200, await use(two.refresh_token)).body;
    const replay = await use(one.refresh_token);
    expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
    expect(await opens(three.access_token)).toBe(false);
    expectStatus(400, await use(three.refresh_token));
  });

  it('keeps all of it across a restart', async () => {
    const live = await stored();
    const retried = await first();
    const successor = expectStatus(200, await use(retried.refresh_token)).body;
    const replayed = await stored();
    const next = expectStatus(200, await use(replayed.refresh_token)).body;
    await bed.restart();
    const retry = expectStatus(200, await use(retried.refresh_token)).body;
    expect(retry.refresh_token).toBe(successor.refresh_token);
    expect(await opens(successor.access_token)).toBe(true);
    bed.clock.advance(10_500);
    expectStatus(400, await use(replayed.refresh_token));
    expect(await opens(next.access_token)).toBe(false);
    expectStatus(200, await use(live.refresh_token));
    await bed.restart();
    expectStatus(400, await use(next.refresh_token));
  });

  it('stays ended after a restart', async () => {
    const one = await stored();
    const two = expectStatus(200, await use(one.refresh_token)).body;
    bed.clock.advance(10_500);
    expectStatus(400, await use(one.refresh_token));
    await bed.restart();
    expectStatus(400, await use(two.refresh_token));
    expectStatus(400, await use(one.refresh_token));
    expect(await opens(two.access_token)).toBe(false);
  });

  it('may ask for less, and for the full scope again the next time', async () => {
    const { refresh_token, scope } = await first();
    const ask = (token: string, wanted: string) =>
      bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: { grant_type: 'refresh_token', refresh_token: token, scope: wanted },
      });
    const less = expectStatus(200, await ask(refresh_token, 'tasks')).body;
    expect(less.scope).toBe('tasks');
    const full = expectStatus(200, await ask(less.refresh_token, scope)).body;
    expect(full.scope).toBe(scope);
    const more = await ask(full.refresh_token, `${scope} backend`);
    expect([more.status, more.body.error]).toEqual([400, 'invalid_scope']);
    // A refused request used nothing up.
    expectStatus(200, await use(full.refresh_token));
  });

  it('works for its own client alone, and a stranger’s try does not hurt it', async () => {
    const other = await cast.app();
    const { refresh_token } = await stored();
    const answer = await cast.refresh(other, refresh_token);
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    expectStatus(200, await use(refresh_token));
  });

  it('works on its own profile alone', async () => {
    const open = await cast.firstPartyApp();
    const partner = await cast.partner();
    const form = {
      grant_type: 'password',
      client_id: open.appKey,
      username: partner.username,
      password: partner.password,
    };
    const there = expectStatus(200, await bed.wire.post('/oauth/token', { form })).body;
    const refresh = { grant_type: 'refresh_token', client_id: open.appKey };
    const elsewhere = await bed.wire.post('/authorization/token', {
      form: { ...refresh, refresh_token: there.refresh_token },
    });
    expect([elsewhere.status, elsewhere.body.error]).toEqual([400, 'invalid_grant']);
    expectStatus(
      200,
      await bed.wire.post('/oauth/token', {
        form: { ...refresh, refresh_token: there.refresh_token },
      }),
    );
  });

  it('is no access token, and an access token is no refresh token', async () => {
    const { access_token, refresh_token } = await first();
    expect(await opens(refresh_token)).toBe(false);
    expectStatus(400, await use(access_token));
  });

  it.each([
    ['nonsense', () => 'nonsense'],
    [
      'another character',
      (token: string) => token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a'),
    ],
    ['another generation', (token: string) => token.replace(/_(\w)_(?=[^_]+$)/, '_9_')],
    ['two kilobytes', () => `gate_ref_${'a'.repeat(2048)}`],
  ])('refuses %s with invalid_grant', async (_, change) => {
    const { refresh_token } = await stored();
    const answer = await use(change(refresh_token));
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    expectStatus(200, await use(refresh_token));
  });

  it('expires after REFRESH_TOKEN_TTL, also when it never had a row', async () => {
    const [unstored, kept] = [await first(), await stored()];
    bed.clock.advance(1_209_600_000 + 1_000);
    for (const { refresh_token } of [unstored, kept]) {
      const answer = await use(refresh_token);
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
    }
    await cast.loginAgain();
  });

  it('never outlives a year, however often it is used', async () => {
    let { refresh_token } = await first();
    for (let day = 0; day < 364; day += 13) {
      bed.clock.advance(13 * 86_400_000);
      refresh_token = expectStatus(200, await use(refresh_token)).body.refresh_token;
      if (day + 26 > 364) break;
    }
    bed.clock.advance(13 * 86_400_000 + 86_400_000);
    expectStatus(400, await use(refresh_token));
    await cast.loginAgain();
  });

  it('carries the same grant on: subject, client and account stay', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const bound = await cast.app({ owner: partner, scopes: ['deliveries'] });
    const before = await cast.tokens(bound, { scope: `deliveries account:${account.id}` });
    const after = expectStatus(200, await cast.refresh(bound, before.refresh_token)).body;
    const [a, b] = [claimsOf(before.access_token), claimsOf(after.access_token)];
    for (const claim of ['sub', 'client_id', 'account', 'scope', 'aud', 'iss'])
      expect(b[claim]).toEqual(a[claim]);
    expect(b.jti).not.toBe(a.jti);
  });

  describe('a login', () => {
    const renew = (refresh_token: string) =>
      bed.wire.put('/consumer/login', { body: { refresh_token } });

    it('is renewed at PUT /consumer/login alone', async () => {
      const person = await cast.developer();
      const elsewhere = await bed.wire.post('/authorization/token', {
        form: {
          grant_type: 'refresh_token',
          client_id: 'gatehouse',
          refresh_token: person.refreshToken,
        },
      });
      expectStatus(401, elsewhere);
      const { body } = expectStatus(200, await renew(person.refreshToken));
      expect(Object.keys(body).sort()).toEqual(['expires_in', 'refresh_token', 'scope', 'token']);
      expect(await opens(person.token)).toBe(false);
      expect(await opens(body.token)).toBe(true);
    });

    it('gives 50 parallel renewals one successor, and ends on replay', async () => {
      const person = await cast.developer();
      const answers = await Promise.all(FIFTY.map(() => renew(person.refreshToken)));
      expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
      bed.clock.advance(10_500);
      expectStatus(401, await renew(person.refreshToken));
      expectStatus(401, await renew(answers[0]?.body.refresh_token));
    });
  });
});
