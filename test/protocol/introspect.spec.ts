/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const PATH = '/authorization/introspect';
const INACTIVE = '{"active":false}';

describe('POST /authorization/introspect (RFC 7662)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let stranger: TestApp;

  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner });
    stranger = await cast.app();
  });

  const ask = (token: string, by = app, more: Record<string, string> = {}) =>
    bed.wire.post(PATH, { basic: [by.appKey, by.appSecret], form: { token, ...more } });
  const stateOf = async (token: string, by = app) => expectStatus(200, await ask(token, by)).body;
  const isInactive = async (token: string, by = app) => {
    const answer = await ask(token, by);
    expect([answer.status, answer.text]).toEqual([200, INACTIVE]);
  };
  const passwordTokens = async (person: Person, by: TestApp) => {
    const form = {
      grant_type: 'password',
      client_id: by.appKey,
      username: person.username,
      password: person.password,
    };
    const answer = await bed.wire.post('/authorization/token', {
      form: { ...form, client_secret: by.appSecret },
    });
    return expectStatus(200, answer).body;
  };
  const firstParty = (facts: object = {}) =>
    cast.firstPartyApp({ type: 'confidential', scopes: ['deliveries', 'tasks'], ...facts });

  describe('tells the token’s own app', () => {
    it('everything about an access token', async () => {
      const token = await cast.token(app, { scope: 'deliveries' });
      const { exp, iat, jti } = claimsOf(token);
      expect(await stateOf(token)).toEqual({
        active: true,
        scope: 'deliveries',
        client_id: app.appKey,
        token_type: 'Bearer',
        sub: app.appKey,
        aud: bed.url,
        iss: bed.url,
        exp,
        iat,
        jti,
      });
    });

    it('whose token it is, and the account', async () => {
      const by = await firstParty();
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const form = {
        grant_type: 'password',
        client_id: by.appKey,
        client_secret: by.appSecret,
        username: partner.username,
        password: partner.password,
        scope: `deliveries account:${account.id}`,
      };
      const { body } = expectStatus(200, await bed.wire.post('/authorization/token', { form }));
      expect(await stateOf(body.access_token, by)).toMatchObject({
        active: true,
        username: partner.username,
        sub: partner.id,
        account: account.id,
      });
    });

    it('the state of a refresh token, before and after its first use', async () => {
      const tokens = await cast.tokens(app);
      expect(await stateOf(tokens.refresh_token)).toMatchObject({
        active: true,
        client_id: app.appKey,
        sub: app.appKey,
        token_type: 'refresh_token',
      });
      const next = expectStatus(200, await cast.refresh(app, tokens.refresh_token)).body;
      await isInactive(tokens.refresh_token);
      expect(await stateOf(next.refresh_token)).toMatchObject({ active: true });
    });

    it('the same whatever the hint says', async () => {
      const tokens = await cast.tokens(app);
      for (const token_type_hint of ['access_token', 'refresh_token', 'nonsense'])
        for (const token of [tokens.access_token, tokens.refresh_token])
          expect((await ask(token, app, { token_type_hint })).body.active).toBe(true);
    });

    it('when it asks in JSON', async () => {
      const body = {
        token: await cast.token(app),
        client_id: app.appKey,
        client_secret: app.appSecret,
      };
      expect(expectStatus(200, await bed.wire.post(PATH, { body })).body.active).toBe(true);
    });
  });

  describe('tells others', () => {
    it('nothing: neither another developer’s app nor another app of the same one', async () => {
      const tokens = await cast.tokens(app);
      const sibling = await cast.app({ owner });
      for (const by of [stranger, sibling])
        for (const token of [tokens.access_token, tokens.refresh_token])
          await isInactive(token, by);
    });

    it('nothing, also when they took our own address as their URL', async () => {
      const person = await cast.developer();
      const body = { name: 'Impostor', url: bed.url, scopes: ['deliveries', 'authorization'] };
      const made = await bed.wire.post('/consumer/app', { token: person.token, body });
      const impostor = { ...expectStatus(201, made).body, owner: person } as TestApp;
      await isInactive(await cast.token(app), impostor);
    });

    it('all, when an administrator’s app may see every grant', async () => {
      const admin = await cast.admin();
      const auditor = await cast.app({ owner: admin, scopes: ['backend.token'] });
      const tokens = await cast.tokens(app);
      expect(await stateOf(tokens.access_token, auditor)).toMatchObject({
        active: true,
        client_id: app.appKey,
      });
      await isInactive(tokens.refresh_token, auditor);
    });

    it('about a personal token: nobody but who may see all', async () => {
      const admin = await cast.admin();
      const auditor = await cast.app({ owner: admin, scopes: ['backend.token'] });
      const message = {
        token: owner.token,
        body: {
          name: 'mine',
          scopes: ['deliveries'],
          expiresAt: new Date(bed.clock.now() + 3_600_000).toISOString(),
        },
      };
      const { token } = expectStatus(201, await bed.wire.post('/consumer/token', message)).body;
      await isInactive(token);
      expect(await stateOf(token, auditor)).toMatchObject({
        active: true,
        sub: owner.id,
        username: owner.username,
        scope: 'deliveries',
      });
    });
  });

  describe('says inactive', () => {
    it('for all that is no token of ours', async () => {
      const other = `${await cast.token(app)}x`;
      for (const token of ['x', 'a.b.c', 'gate_ref_x', 'gate_pat_x', other, 'x'.repeat(9_000)])
        await isInactive(token);
    });

    it('for what has expired', async () => {
      const [tokens, later] = [await cast.tokens(app), await cast.tokens(app)];
      bed.clock.advance(3_601_000);
      await isInactive(tokens.access_token);
      expect((await ask(tokens.refresh_token)).body.active).toBe(true);
      bed.clock.advance(15 * 86_400_000);
      await isInactive(tokens.refresh_token);
      await isInactive(later.refresh_token);
      await cast.loginAgain();
      Object.assign(owner, await cast.login(owner.username, owner.password));
    });

    it('for what was revoked or lost its generation', async () => {
      const tokens = await cast.tokens(app);
      expectStatus(200, await cast.refresh(app, tokens.refresh_token));
      await isInactive(tokens.access_token);
      const others = await cast.tokens(app);
      await bed.wire.post('/authorization/revoke', {
        basic: [app.appKey, app.appSecret],
        form: { token: others.refresh_token },
      });
      await isInactive(others.access_token);
      await isInactive(others.refresh_token);
    });

    it('for a disabled person’s tokens, and shows what a role still opens', async () => {
      const by = await firstParty();
      const role = await cast.role(['deliveries', 'tasks', 'consumer']);
      const person = await cast.holderOf(role.name);
      const tokens = await passwordTokens(person, by);
      expect((await stateOf(tokens.access_token, by)).scope).toBe('deliveries tasks');
      const body = { scopes: ['tasks', 'consumer'] };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body }));
      expect((await stateOf(tokens.access_token, by)).scope).toBe('tasks');
      expect((await stateOf(tokens.refresh_token, by)).scope).toBe('tasks');
      const disabled = { body: { status: 'disabled' } };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, disabled));
      await isInactive(tokens.access_token, by);
      await isInactive(tokens.refresh_token, by);
    });
  });

  describe('refuses', () => {
    it('whoever does not authenticate', async () => {
      const token = await cast.token(app);
      const open = await cast.app({ owner, type: 'public' });
      const answers = [
        await bed.wire.post(PATH, { form: { token } }),
        await bed.wire.post(PATH, { form: { token }, token }),
        await bed.wire.post(PATH, { form: { token, client_id: app.appKey } }),
        await bed.wire.post(PATH, { form: { token, client_id: open.appKey } }),
        await bed.wire.post(PATH, { basic: [app.appKey, 'wrong'], form: { token } }),
        await bed.wire.post(PATH, { basic: [owner.username, owner.password], form: { token } }),
      ];
      for (const { status, body } of answers)
        expect([status, body.error]).toEqual([401, 'invalid_client']);
    });

    it('a request without a token, with two, or with one in the URL', async () => {
      const token = await cast.token(app);
      const basic: [string, string] = [app.appKey, app.appSecret];
      const answers = [
        await bed.wire.post(PATH, { basic, form: {} }),
        await bed.wire.post(`${PATH}?token=${token}`, { basic, form: {} }),
        await bed.wire.post(PATH, {
          basic,
          raw: `token=${token}&token=${token}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ];
      for (const { status, body } of answers)
        expect([status, body.error]).toEqual([400, 'invalid_request']);
      expectStatus(405, await bed.wire.get(PATH));
    });
  });
});
