import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('POST /authorization/revoke (RFC 7009)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  beforeAll(async () => {
    app = await cast.app();
  });

  const revoke = (token: string, more: Record<string, string> = {}, by = app) =>
    bed.wire.post('/authorization/revoke', {
      basic: [by.appKey, by.appSecret],
      form: { token, ...more },
    });
  const opens = async (token: string, wire = bed.wire) =>
    (await wire.get('/authorization/whoami', { token })).status === 200;

  it('ends a refresh token with its whole family', async () => {
    const tokens = await cast.tokens(app);
    expectStatus(200, await revoke(tokens.refresh_token));
    expect(await opens(tokens.access_token)).toBe(false);
    expectStatus(400, await cast.refresh(app, tokens.refresh_token));
  });

  it('ends an access token alone: its refresh token still works', async () => {
    const tokens = await cast.tokens(app);
    expectStatus(200, await revoke(tokens.access_token));
    expect(await opens(tokens.access_token)).toBe(false);
    expectStatus(200, await cast.refresh(app, tokens.refresh_token));
  });

  it('needs no hint, and a wrong one does no harm', async () => {
    const tokens = await cast.tokens(app);
    expectStatus(200, await revoke(tokens.refresh_token, { token_type_hint: 'access_token' }));
    expect(await opens(tokens.access_token)).toBe(false);
    const others = await cast.tokens(app);
    expectStatus(200, await revoke(others.access_token, { token_type_hint: 'nonsense' }));
    expect(await opens(others.access_token)).toBe(false);
  });

  it('answers 200 for a token that is unknown, malformed or over already', async () => {
    const { access_token } = await cast.tokens(app);
    await revoke(access_token);
    for (const token of [access_token, 'nonsense', 'gate_ref_nonsense', 'a.b.c'])
      expectStatus(200, await revoke(token));
  });

  it('ends nobody else’s token', async () => {
    const other = await cast.app();
    const tokens = await cast.tokens(other);
    await revoke(tokens.access_token);
    await revoke(tokens.refresh_token);
    expect(await opens(tokens.access_token)).toBe(true);
    expectStatus(200, await cast.refresh(other, tokens.refresh_token));
  });

  it('ends a public client’s own tokens without a secret', async () => {
    const open = await cast.firstPartyApp();
    const person = await cast.developer();
    const form = {
      grant_type: 'password',
      client_id: open.appKey,
      username: person.username,
      password: person.password,
    };
    const { body } = expectStatus(200, await bed.wire.post('/oauth/token', { form }));
    const answer = await bed.wire.post('/authorization/revoke', {
      form: { client_id: open.appKey, token: body.refresh_token },
    });
    expectStatus(200, answer);
    expect(await opens(body.access_token)).toBe(false);
  });

  it('refuses a wrong secret, missing credentials and a missing token', async () => {
    const wrong = await bed.wire.post('/authorization/revoke', {
      basic: [app.appKey, 'wrong'],
      form: { token: 'x' },
    });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    const nobody = await bed.wire.post('/authorization/revoke', { form: { token: 'x' } });
    expect([nobody.status, nobody.body.error]).toEqual([401, 'invalid_client']);
    const nothing = await revoke('');
    expect([nothing.status, nothing.body.error]).toEqual([400, 'invalid_request']);
  });

  it('is seen by every other instance within a second, and after a restart', async () => {
    const second = await bed.second();
    const [one, two] = [await cast.tokens(app), await cast.tokens(app)];
    expect(await opens(one.access_token, second)).toBe(true);
    expect(await opens(two.access_token, second)).toBe(true);
    await revoke(one.access_token);
    await revoke(two.refresh_token);
    const deadline = Date.now() + 1_000;
    while (Date.now() < deadline && (await opens(one.access_token, second)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    while (Date.now() < deadline && (await opens(two.access_token, second)))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await opens(one.access_token, second)).toBe(false);
    expect(await opens(two.access_token, second)).toBe(false);
    await bed.restart();
    expect(await opens(one.access_token)).toBe(false);
    expect(await opens(two.access_token)).toBe(false);
  });
});

describe('GET /authorization/whoami', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('tells whom the token stands for: a person, or an app acting for itself', async () => {
    const person: Person = await cast.developer();
    const me = await bed.wire.get('/authorization/whoami', { token: person.token });
    expect(JSON.stringify(expectStatus(200, me).body)).toContain(person.username);
    const app = await cast.app({ owner: person });
    const token = await cast.token(app);
    const it = await bed.wire.get('/authorization/whoami', { token });
    expect(JSON.stringify(expectStatus(200, it).body)).toContain(app.appKey);
  });
});
