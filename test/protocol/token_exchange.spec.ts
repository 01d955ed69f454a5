/** @database sqlite */
import { authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { digest, proofBy, testKey } from '../support/jwt.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import { claimsOf } from '../support/wire.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
const TOKEN = '/authorization/token';
const WHOAMI = '/authorization/whoami';
const SCOPES = ['deliveries', 'tasks', 'authorization', 'openid'];

describe('token exchange (RFC 8693)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let person: Person;
  let front: TestApp;
  let api: TestApp & { url: string };
  let stranger: TestApp;

  beforeAll(async () => {
    await cast.setting('app.max_per_user', 100);
    owner = await cast.developer();
    person = await cast.developer();
    front = await cast.app({ owner, redirectUris: [CALLBACK], scopes: SCOPES });
    api = await resource();
    stranger = await cast.app();
  });

  /** An app that is an API with an address of its own. */
  const resource = async (scopes = SCOPES) => {
    const url = `https://${unique('api').replaceAll('_', '-')}.example.org`;
    const body = { name: 'API', url, scopes };
    const made = await bed.wire.post('/consumer/app', { token: owner.token, body });
    const app = { ...expectStatus(201, made).body, owner, url } as TestApp & { url: string };
    await mayGoOn(app, [bed.url]);
    return app;
  };
  /** An administrator lets the API exchange its callers' tokens for tokens with these audiences. */
  const mayGoOn = async ({ id }: TestApp, exchangeAudiences: string[]) => {
    const message = { body: { exchangeAudiences } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${id}`, message));
  };
  /** Tokens of the front app, acting for the person. */
  const tokens = async (
    wishes: Record<string, string | undefined> = {},
    of = front,
    as = person,
  ) => {
    const { verifier, challenge } = pkce();
    const browser = new Browser(bed);
    await browser.signIn(as);
    const scope = 'deliveries authorization';
    const answer = await browser.allow(
      authorizeUrl(of, { code_challenge: challenge, prompt: 'consent', scope, ...wishes }),
    );
    const form = {
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    const basic: [string, string] = [of.appKey, of.appSecret];
    return expectStatus(200, await bed.wire.post(TOKEN, { basic, form })).body as {
      access_token: string;
      refresh_token: string;
    };
  };
  const exchange = (subject_token: string, by: TestApp, more: Record<string, string> = {}) =>
    bed.wire.post(TOKEN, {
      basic: [by.appKey, by.appSecret],
      form: { grant_type: GRANT, subject_token, subject_token_type: ACCESS, ...more },
    });
  const exchanged = async (subject: string, by: TestApp, more: Record<string, string> = {}) =>
    expectStatus(200, await exchange(subject, by, more)).body as {
      access_token: string;
      scope: string;
      expires_in: number;
    };
  const refuses = async (
    error: string,
    subject: string,
    by: TestApp,
    more: Record<string, string> = {},
  ) => {
    const answer = await exchange(subject, by, more);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  };
  const opens = async (token: string) => (await bed.wire.get(WHOAMI, { token })).status === 200;
  const introspect = async (token: string, by: TestApp) =>
    (
      await bed.wire.post('/authorization/introspect', {
        basic: [by.appKey, by.appSecret],
        form: { token },
      })
    ).body;

  describe('gives an app a token to act for the person', () => {
    it('who called its API, and shows who acts', async () => {
      const { access_token: subject } = await tokens({ resource: api.url });
      expect(claimsOf(subject).aud).toBe(api.url);
      const answer = await exchange(subject, api, { resource: bed.url });
      const { body } = expectStatus(200, answer);
      expect(Object.keys(body).sort()).toEqual(
        ['access_token', 'expires_in', 'issued_token_type', 'scope', 'token_type'].sort(),
      );
      expect(body).toMatchObject({ issued_token_type: ACCESS, token_type: 'bearer' });
      expect(claimsOf(body.access_token)).toMatchObject({
        sub: person.id,
        client_id: api.appKey,
        aud: bed.url,
        scope: 'authorization deliveries',
        act: { sub: api.appKey },
      });
      const { access_token: token } = body;
      const me = expectStatus(200, await bed.wire.get(WHOAMI, { token })).body;
      expect([me.id, me.app.key]).toEqual([person.id, api.appKey]);
      expect(await introspect(token, api)).toMatchObject({
        active: true,
        username: person.username,
        act: { sub: api.appKey },
      });
    });

    it('in a chain, which names everyone', async () => {
      const next = await resource();
      await mayGoOn(api, [bed.url, `${next.url}/`]);
      const { access_token: subject } = await tokens({ resource: api.url });
      const one = await exchanged(subject, api, { resource: next.url });
      const two = await exchanged(one.access_token, next, { audience: bed.url });
      expect(claimsOf(two.access_token).act).toEqual({
        sub: next.appKey,
        act: { sub: api.appKey },
      });
      expect(await opens(two.access_token)).toBe(true);
    });

    it('but in no endless chain', async () => {
      let { access_token: token } = await tokens();
      for (let link = 0; link < 5; link += 1)
        ({ access_token: token } = await exchanged(token, front));
      await refuses('invalid_request', token, front);
    });

    it('when it is its own token, for less', async () => {
      const { access_token: subject } = await tokens({ scope: 'deliveries tasks' });
      const { access_token, scope } = await exchanged(subject, front, {
        scope: 'deliveries.list',
        subject_token_type: JWT,
      });
      expect(scope).toBe('deliveries.list');
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: access_token }));
      expectStatus(403, await bed.wire.get('/api/tasks', { token: access_token }));
    });

    it('when it is the provider’s own app, also from a login', async () => {
      const own = await cast.firstPartyApp({ type: 'confidential', scopes: ['deliveries'] });
      const { access_token } = await exchanged(person.token, own);
      expect(claimsOf(access_token)).toMatchObject({ sub: person.id, scope: 'deliveries' });
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: access_token }));
    });

    it('with an actor token, when it is its own', async () => {
      const { access_token: subject } = await tokens();
      const own = await cast.token(front);
      const actor = (actor_token: string) => ({ actor_token, actor_token_type: ACCESS });
      await exchanged(subject, front, actor(own));
      await refuses('invalid_request', subject, front, actor(await cast.token(stranger)));
      await refuses('invalid_request', subject, front, actor(subject));
      await refuses('invalid_request', subject, front, actor('x'));
      await refuses('invalid_request', subject, front, { actor_token: own });
      await refuses('invalid_request', subject, front, { actor_token_type: ACCESS });
    });
  });

  describe('the audience', () => {
    it('stays the subject token’s own when none is named', async () => {
      const { access_token: subject } = await tokens({ resource: api.url });
      const { access_token } = await exchanged(subject, api);
      expect(claimsOf(access_token).aud).toBe(api.url);
      expect(await opens(access_token)).toBe(false);
    });

    it('is one that is known', async () => {
      const { access_token: subject } = await tokens();
      for (const target of [
        { resource: 'https://unknown.example' },
        { audience: 'https://unknown.example' },
        { resource: 'x' },
        { resource: bed.url, audience: api.url },
      ])
        await refuses('invalid_target', subject, front, target as never);
    });

    it('is not changed by the client whose token it is: a person has seen it', async () => {
      const { access_token: ours } = await tokens();
      await refuses('invalid_target', ours, front, { resource: api.url });
      const { access_token: theirs } = await tokens({ resource: api.url });
      await refuses('invalid_target', theirs, front, { resource: bed.url });
      await refuses('invalid_target', theirs, front, { audience: `${bed.url}/` });
      await mayGoOn(front, [bed.url, api.url]);
      await refuses('invalid_target', theirs, front, { resource: bed.url });
      await mayGoOn(front, []);
      expect(await exchanged(theirs, front, { resource: `${api.url}/` })).toMatchObject({
        scope: 'authorization deliveries',
      });
    });

    it('is one that an administrator lets the API go on to', async () => {
      const next = await resource();
      const other = await resource();
      const { access_token: subject } = await tokens({ resource: other.url });
      await mayGoOn(other, []);
      for (const target of [bed.url, next.url])
        await refuses('invalid_target', subject, other, { resource: target });
      await mayGoOn(other, [next.url.toUpperCase().replace('HTTPS', 'https')]);
      const { access_token } = await exchanged(subject, other, { resource: next.url });
      expect(claimsOf(access_token).aud).toBe(next.url);
      await refuses('invalid_target', subject, other, { resource: bed.url });
      // What it got by exchange is its own token now.
      await refuses('invalid_target', access_token, other, { resource: other.url });
    });

    it('is not opened by the API’s own developer', async () => {
      const body = { exchangeAudiences: [bed.url] };
      const { token } = owner;
      expectStatus(400, await bed.wire.put(`/consumer/app/${api.id}`, { token, body }));
      const made = { name: 'x', scopes: ['deliveries'], ...body };
      expectStatus(400, await bed.wire.post('/consumer/app', { token, body: made }));
    });

    it('may see the token’s state; nobody else’s app may', async () => {
      const { access_token: subject } = await tokens({ resource: api.url });
      expect(await introspect(subject, api)).toMatchObject({ active: true, aud: api.url });
      expect(await introspect(subject, stranger)).toEqual({ active: false });
    });
  });

  describe('an address that two developers claim', () => {
    const claim = async (by: Person, url: string) => {
      const body = { name: 'Also API', url, scopes: SCOPES };
      const made = await bed.wire.post('/consumer/app', { token: by.token, body });
      const impostor = { ...expectStatus(201, made).body, owner: by } as TestApp;
      await mayGoOn(impostor, [bed.url]);
      return impostor;
    };

    it.each(['', '/', '/v1'])(
      'is the earlier one’s: a later claim takes nothing%s',
      async (path) => {
        const real = await resource();
        const thief = await cast.developer();
        const early = await cast.app({ owner: thief, url: 'https://elsewhere.example.org' });
        const url = `${real.url}${path}`;
        const change = { token: owner.token, body: { url } };
        expectStatus(200, await bed.wire.put(`/consumer/app/${real.id}`, change));
        const { access_token: subject } = await tokens({ resource: url });
        const late = await claim(thief, url.replace('https', 'HTTPS'));
        // An app that is older, and moves to the address.
        const moved = { token: thief.token, body: { url } };
        expectStatus(200, await bed.wire.put(`/consumer/app/${early.id}`, moved));
        await mayGoOn(early, [bed.url]);
        for (const token of [subject, (await tokens({ resource: url })).access_token]) {
          expect(claimsOf(token).aud).toBe(url);
          expect((await introspect(token, real)).active).toBe(true);
          for (const by of [late, early]) {
            expect(await introspect(token, by)).toEqual({ active: false });
            await refuses('invalid_request', token, by, { resource: bed.url });
          }
        }
        await exchanged(subject, real, { resource: bed.url });
      },
    );

    it('stays its own when it is switched off and on, and goes to the next when it leaves', async () => {
      const real = await resource();
      const thief = await cast.developer();
      const late = await claim(thief, real.url);
      const { token } = owner;
      expectStatus(200, await bed.wire.post(`/consumer/app/${real.id}/disable`, { token }));
      expectStatus(200, await bed.wire.post(`/consumer/app/${real.id}/enable`, { token }));
      const { access_token: subject } = await tokens({ resource: real.url });
      expect((await introspect(subject, real)).active).toBe(true);
      expect(await introspect(subject, late)).toEqual({ active: false });
      const body = { url: 'https://elsewhere.example.org' };
      expectStatus(200, await bed.wire.put(`/consumer/app/${real.id}`, { token, body }));
      expect((await introspect(subject, late)).active).toBe(true);
    });

    it('counts from approval: who waits for it has nothing', async () => {
      await cast.setting('app.approval', true);
      const thief = await cast.developer();
      const url = `https://${unique('api').replaceAll('_', '-')}.example.org`;
      const waiting = await claim(thief, url);
      await cast.setting('app.approval', false);
      const real = await claim(owner, url);
      const { access_token: subject } = await tokens({ resource: url });
      expect((await introspect(subject, real)).active).toBe(true);
      const body = { status: 'active' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${waiting.id}`, { body }));
      expect((await introspect(subject, real)).active).toBe(true);
      expect(await introspect(subject, waiting)).toEqual({ active: false });
    });

    it('is whose an administrator makes first-party, and one owner may have two apps there', async () => {
      const first = await resource();
      const late = await claim(await cast.developer(), first.url);
      const { access_token: subject } = await tokens({ resource: first.url });
      const sibling = await claim(owner, first.url);
      for (const by of [first, sibling]) expect((await introspect(subject, by)).active).toBe(true);
      const firstParty = { body: { firstParty: true } };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${late.id}`, firstParty));
      expect((await introspect(subject, late)).active).toBe(true);
      for (const by of [first, sibling])
        expect(await introspect(subject, by)).toEqual({ active: false });
    });
  });

  describe('never gives more', () => {
    it('scope than the subject token has', async () => {
      const { access_token: subject } = await tokens({ scope: 'deliveries' });
      for (const scope of ['tasks', 'deliveries tasks', 'openid', 'backend', 'consumer'])
        await refuses('invalid_scope', subject, front, { scope });
    });

    it('scope than the app has', async () => {
      const small = await resource(['tasks']);
      const { access_token: subject } = await tokens({
        resource: small.url,
        scope: 'deliveries tasks',
      });
      expect((await exchanged(subject, small)).scope).toBe('tasks');
      await refuses('invalid_scope', subject, small, { scope: 'deliveries' });
      const { access_token: other } = await tokens({ resource: small.url, scope: 'deliveries' });
      await refuses('invalid_scope', other, small);
    });

    it('time than the subject token has left', async () => {
      const { access_token: subject } = await tokens();
      bed.clock.advance(3_000_000);
      const { access_token, expires_in } = await exchanged(subject, front);
      expect(expires_in).toBeLessThanOrEqual(600);
      expect(claimsOf(access_token).exp).toBeLessThanOrEqual(claimsOf(subject).exp);
      bed.clock.advance(601_000);
      expect(await opens(access_token)).toBe(false);
      await refuses('invalid_request', subject, front);
      await cast.loginAgain();
      Object.assign(owner, await cast.login(owner.username, owner.password));
      Object.assign(person, await cast.login(person.username, person.password));
    });

    it('accounts: a token for one account stays with it', async () => {
      const partner = await cast.partner();
      const [one, two] = [await cast.account(partner), await cast.account(partner)];
      const { access_token: free } = await tokens({}, front, partner);
      const narrow = await exchanged(free, front, { scope: `deliveries account:${one.id}` });
      expect(claimsOf(narrow.access_token).account).toBe(one.id);
      const again = await exchanged(narrow.access_token, front);
      expect(claimsOf(again.access_token).account).toBe(one.id);
      const scope = `deliveries account:${two.id}`;
      await refuses('invalid_scope', narrow.access_token, front, { scope });
      const { access_token: mine } = await tokens();
      await refuses('invalid_scope', mine, front, { scope: `deliveries account:${one.id}` });
    });

    it('a refresh token', async () => {
      const { access_token: subject } = await tokens();
      expect(await exchanged(subject, front)).not.toHaveProperty('refresh_token');
    });
  });

  describe('refuses', () => {
    it('an app that the token was made neither by nor for', async () => {
      const { access_token: subject } = await tokens();
      const sibling = await cast.app({ owner });
      for (const by of [stranger, sibling, api]) await refuses('invalid_request', subject, by);
      await refuses('invalid_request', person.token, front);
    });

    it('an app that took our own address as its URL', async () => {
      const body = { name: 'Impostor', url: bed.url, scopes: ['deliveries'] };
      const made = await bed.wire.post('/consumer/app', { token: owner.token, body });
      const impostor = { ...expectStatus(201, made).body, owner } as TestApp;
      await refuses('invalid_request', (await tokens()).access_token, impostor);
    });

    it('a public app, and one that does not authenticate', async () => {
      const open = await cast.app({ owner, type: 'public' });
      const { access_token: subject_token } = await tokens();
      const form = { grant_type: GRANT, subject_token, subject_token_type: ACCESS };
      const named = { ...form, client_id: open.appKey };
      const { status, body } = await bed.wire.post(TOKEN, { form: named });
      expect([status, body.error]).toEqual([400, 'unauthorized_client']);
      expectStatus(401, await bed.wire.post(TOKEN, { form }));
    });

    it('what is no live access token of a person', async () => {
      const all = await tokens();
      const message = {
        token: person.token,
        body: {
          name: 'mine',
          scopes: ['deliveries'],
          expiresAt: new Date(bed.clock.now() + 3_600_000).toISOString(),
        },
      };
      const personal = expectStatus(201, await bed.wire.post('/consumer/token', message)).body;
      const own = await cast.token(front);
      for (const each of [all.refresh_token, personal.token, own, 'x', `${all.access_token}x`])
        await refuses('invalid_request', each, front);
    });

    it('other types of token, and requests that lack one', async () => {
      const { access_token: subject } = await tokens();
      const type = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;
      for (const name of ['refresh_token', 'id_token', 'saml2', 'nonsense']) {
        await refuses('invalid_request', subject, front, { subject_token_type: type(name) });
        await refuses('invalid_request', subject, front, { requested_token_type: type(name) });
      }
      await exchanged(subject, front, { requested_token_type: ACCESS });
      await refuses('invalid_request', '', front);
      await refuses('invalid_request', subject, front, { subject_token_type: '' });
    });

    it('at every other endpoint', async () => {
      const { access_token: subject_token } = await tokens();
      const form = { grant_type: GRANT, subject_token, subject_token_type: ACCESS };
      for (const path of ['/oauth/token', '/oauth2/token']) {
        const basic: [string, string] = [front.appKey, front.appSecret];
        const { body } = await bed.wire.post(path, { basic, form });
        expect(body.error).toBe('unsupported_grant_type');
      }
    });
  });

  describe('the new token ends', () => {
    it('with the subject token’s family', async () => {
      const first = await tokens({ resource: api.url });
      const { access_token } = await exchanged(first.access_token, api, { resource: bed.url });
      expect(await opens(access_token)).toBe(true);
      await bed.wire.post('/authorization/revoke', {
        basic: [front.appKey, front.appSecret],
        form: { token: first.refresh_token },
      });
      expect(await opens(access_token)).toBe(false);
      expect(await introspect(access_token, api)).toEqual({ active: false });
    });

    it('when the subject token is refreshed away', async () => {
      const first = await tokens();
      const { access_token } = await exchanged(first.access_token, front);
      expectStatus(200, await cast.refresh(front, first.refresh_token));
      expect(await opens(access_token)).toBe(false);
      await refuses('invalid_request', first.access_token, front);
    });

    it('when either app loses its tokens or is disabled, and with the person', async () => {
      const endAll = (app: TestApp) =>
        bed.wire.delete(`/consumer/app/${app.id}/token`, { token: owner.token });
      const disable = (app: TestApp) =>
        cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { status: 'disabled' } });
      for (const end of [endAll, disable])
        for (const which of [0, 1] as const) {
          const from = await cast.app({ owner, redirectUris: [CALLBACK], scopes: SCOPES });
          const to = await resource();
          const subject = (await tokens({ resource: to.url }, from)).access_token;
          const { access_token } = await exchanged(subject, to, { resource: bed.url });
          expect(await opens(access_token)).toBe(true);
          expect((await end([from, to][which] as TestApp)).status).toBeLessThan(300);
          expect(await opens(access_token)).toBe(false);
        }
      const someone = await cast.developer();
      const subject = (await tokens({}, front, someone)).access_token;
      const { access_token } = await exchanged(subject, front);
      const body = { status: 'disabled' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${someone.id}`, { body }));
      expect(await opens(access_token)).toBe(false);
      await refuses('invalid_request', subject, front);
    });

    it('with the very token that it was exchanged from, also at the end of a chain', async () => {
      const second = await bed.second();
      const { access_token: subject } = await tokens({ resource: api.url });
      const one = await exchanged(subject, api, { resource: bed.url });
      const two = await exchanged(one.access_token, api);
      const sibling = await exchanged(subject, api, { resource: bed.url });
      const revoke = async (token: string, { appKey, appSecret }: TestApp) => {
        const message = { basic: [appKey, appSecret] as [string, string], form: { token } };
        expectStatus(200, await bed.wire.post('/authorization/revoke', message));
      };
      await revoke(one.access_token, api);
      expect(await opens(two.access_token)).toBe(false);
      expect(await introspect(two.access_token, api)).toEqual({ active: false });
      await refuses('invalid_request', two.access_token, api);
      expect(await opens(sibling.access_token)).toBe(true);
      await revoke(subject, front);
      expect(await opens(sibling.access_token)).toBe(false);
      const elsewhere = async () =>
        (await second.get(WHOAMI, { token: sibling.access_token })).status;
      for (let tries = 0; tries < 50 && (await elsewhere()) !== 401; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await elsewhere()).toBe(401);
    });

    it('by its own revocation, and the subject token lives on', async () => {
      const { access_token: subject } = await tokens({ resource: api.url });
      const { access_token } = await exchanged(subject, api, { resource: bed.url });
      await bed.wire.post('/authorization/revoke', {
        basic: [api.appKey, api.appSecret],
        form: { token: access_token },
      });
      expect(await opens(access_token)).toBe(false);
      expect((await introspect(subject, api)).active).toBe(true);
    });
  });

  it('takes a bound token from who has its key, or from the API that saw the proof', async () => {
    const key = testKey();
    const proof = async (of = key) => {
      const claims = {
        htm: 'POST',
        htu: bed.url + TOKEN,
        iat: Math.floor(bed.clock.now() / 1000),
      };
      const answer = await bed.wire.post(TOKEN, {
        basic: [front.appKey, front.appSecret],
        form: { grant_type: 'client_credentials' },
        headers: { dpop: proofBy(of, claims) },
      });
      return proofBy(of, { ...claims, nonce: answer.headers['dpop-nonce'] });
    };
    const bound = async (resourceUrl?: string) => {
      const first = await tokens(resourceUrl ? { resource: resourceUrl } : {});
      const answer = await bed.wire.post(TOKEN, {
        basic: [front.appKey, front.appSecret],
        form: { grant_type: 'refresh_token', refresh_token: first.refresh_token },
        headers: { dpop: await proof() },
      });
      return expectStatus(200, answer).body.access_token as string;
    };
    const withProof = async (subject_token: string, dpop: string) =>
      bed.wire.post(TOKEN, {
        basic: [front.appKey, front.appSecret],
        form: { grant_type: GRANT, subject_token, subject_token_type: ACCESS },
        headers: { dpop },
      });
    const subject = await bound();
    await refuses('invalid_request', subject, front);
    expectStatus(400, await withProof(subject, await proof(testKey())));
    const { body } = expectStatus(200, await withProof(subject, await proof()));
    expect(body.token_type).toBe('DPoP');
    const headers = {
      authorization: `DPoP ${body.access_token}`,
      dpop: proofBy(key, {
        htm: 'GET',
        htu: bed.url + WHOAMI,
        iat: Math.floor(bed.clock.now() / 1000),
        ath: digest(body.access_token),
      }),
    };
    expectStatus(200, await bed.wire.get(WHOAMI, { headers }));
    const seen = await bound(api.url);
    const { access_token } = await exchanged(seen, api, { resource: bed.url });
    expect(await opens(access_token)).toBe(true);
  });
});
