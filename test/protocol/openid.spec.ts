/** @database sqlite */
import { createHash } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { SigningKeys } from '../../src/auth/keys/signing-keys.js';
import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { signedBy } from '../support/jwt.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import { claimsOf } from '../support/wire.js';

const TOKEN = '/authorization/token';
const USERINFO = '/authorization/userinfo';
const SIGNED_OUT = 'https://app.example.org/signed-out';

describe('OpenID Connect Core, for the code flow', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let person: Person;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({
      owner,
      redirectUris: [CALLBACK],
      postLogoutRedirectUris: [SIGNED_OUT],
    });
  });
  beforeEach(async () => {
    person = await cast.developer();
    browser = new Browser(bed);
    await browser.signIn(person);
  });

  const redeem = async (code: string | null, verifier: string) => {
    const form = {
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    const basic: [string, string] = [app.appKey, app.appSecret];
    return expectStatus(200, await bed.wire.post(TOKEN, { basic, form })).body;
  };
  const walk = async (wishes: Record<string, string | undefined> = {}) => {
    const { verifier, challenge } = pkce();
    const url = authorizeUrl(app, {
      scope: 'openid',
      code_challenge: challenge,
      prompt: 'consent',
      ...wishes,
    });
    return redeem((await browser.allow(url)).get('code'), verifier);
  };
  const answer = async (wishes: Record<string, string | undefined>, of = browser) => {
    const url = authorizeUrl(app, { scope: 'openid', ...wishes });
    const { headers } = expectStatus(303, await of.send('GET', url));
    return answerAt(headers.location);
  };
  const verified = async (token: string) => {
    const { body } = await bed.wire.get('/.well-known/jwks.json');
    return jwtVerify(token, createLocalJWKSet(body), {
      issuer: bed.url,
      audience: app.appKey,
      algorithms: ['ES256'],
      currentDate: new Date(bed.clock.now()),
    });
  };

  describe('the id_token', () => {
    it('is signed by a published key and says who, for whom, when and in answer to what', async () => {
      const { id_token, access_token } = await walk({ nonce: 'n-0S6_WzA2Mj' });
      const { payload, protectedHeader } = await verified(id_token);
      const hash = createHash('sha256').update(access_token).digest().subarray(0, 16);
      expect(payload).toEqual({
        iss: bed.url,
        sub: person.id,
        aud: app.appKey,
        exp: (payload.iat ?? 0) + 3600,
        iat: expect.any(Number),
        auth_time: expect.any(Number),
        nonce: 'n-0S6_WzA2Mj',
        at_hash: hash.toString('base64url'),
      });
      expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    });

    it('has no nonce when none was sent, and is not there without openid', async () => {
      expect(claimsOf((await walk()).id_token).nonce).toBeUndefined();
      expect((await walk({ scope: 'deliveries' })).id_token).toBeUndefined();
    });

    it('comes again with a refresh, of the same sign-in and without the nonce (§12.2)', async () => {
      const first = await walk({ scope: 'openid deliveries offline_access', nonce: 'n-0S6' });
      bed.clock.advance(5_000);
      const { body } = expectStatus(200, await cast.refresh(app, first.refresh_token));
      const { payload } = await verified(body.id_token);
      const { iss, sub, aud, auth_time, iat } = claimsOf(first.id_token);
      expect(payload).toMatchObject({ iss, sub, aud, auth_time });
      expect(payload.iat).toBeGreaterThan(iat);
      expect(payload).not.toHaveProperty('nonce');
      const hash = createHash('sha256').update(body.access_token).digest().subarray(0, 16);
      expect(payload.at_hash).toBe(hash.toString('base64url'));
      const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
      const basic: [string, string] = [app.appKey, app.appSecret];
      const less = { basic, form: { ...form, scope: 'deliveries' } };
      expect(expectStatus(200, await bed.wire.post(TOKEN, less)).body.id_token).toBeUndefined();
      const without = await walk({ scope: 'deliveries' });
      const plain = expectStatus(200, await cast.refresh(app, without.refresh_token));
      expect(plain.body.id_token).toBeUndefined();
    });

    it('is no access token', async () => {
      const { id_token: token } = await walk();
      expectStatus(401, await bed.wire.get(USERINFO, { token }));
    });

    it('tells when the person signed in, also an hour later, and the access token too', async () => {
      bed.clock.advance(3_600_000);
      const { id_token, access_token } = await walk();
      const { auth_time, iat } = claimsOf(id_token);
      expect(iat - auth_time).toBeGreaterThanOrEqual(3599);
      expect(claimsOf(access_token).auth_time).toBe(auth_time);
    });
  });

  describe('an app that reads RS256', () => {
    const jwks = async () => createLocalJWKSet((await bed.wire.get('/.well-known/jwks.json')).body);
    const checked = async (token: string, aud: string, algorithm: string) =>
      jwtVerify(token, await jwks(), {
        issuer: bed.url,
        audience: aud,
        algorithms: [algorithm],
        currentDate: new Date(bed.clock.now()),
      });
    const identify = async (of: TestApp) => {
      const { verifier, challenge } = pkce();
      const asked = { scope: 'openid', code_challenge: challenge, prompt: 'consent' };
      const code = (await browser.allow(authorizeUrl(of, asked))).get('code') ?? '';
      const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
      const message = { basic: [of.appKey, of.appSecret] as [string, string] };
      const sent = { ...message, form: { ...form, redirect_uri: CALLBACK } };
      return expectStatus(200, await bed.wire.post(TOKEN, sent)).body;
    };

    it('gets its ID tokens with it, by a published key; access tokens stay ES256', async () => {
      const old = await cast.app({
        owner: person,
        redirectUris: [CALLBACK],
        idTokenAlg: 'RS256',
      });
      const { id_token, access_token } = await identify(old);
      const { payload, protectedHeader } = await checked(id_token, old.appKey, 'RS256');
      expect(payload.sub).toBe(person.id);
      expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
      await checked(access_token, bed.url, 'ES256');
      const hint = { scope: 'openid', prompt: 'none', id_token_hint: id_token };
      const { headers } = expectStatus(303, await browser.send('GET', authorizeUrl(old, hint)));
      expect(answerAt(headers.location).get('code')).toMatch(/^gate_cod_/);
    });

    it('is one whose owner or administrator said so, then and later; nothing else is taken', async () => {
      const own = await cast.app({ owner: person, redirectUris: [CALLBACK] });
      await cast.loginAgain();
      const change = (idTokenAlg: string) =>
        bed.wire.put(`/consumer/app/${own.id}`, { token: person.token, body: { idTokenAlg } });
      const { token } = person;
      const seen = async () => (await bed.wire.get(`/consumer/app/${own.id}`, { token })).body;
      expect((await seen()).idTokenAlg).toBe('ES256');
      expectStatus(200, await change('RS256'));
      expect((await seen()).idTokenAlg).toBe('RS256');
      await checked((await identify(own)).id_token, own.appKey, 'RS256');
      for (const wrong of ['none', 'HS256', 'PS256', '', 'rs256'])
        expectStatus(400, await change(wrong));
      const body = { idTokenAlg: 'ES256' };
      const back = await cast.asAdmin('PUT', `/backend/app/${own.id}`, { body });
      expect(expectStatus(200, back).body.idTokenAlg).toBe('ES256');
      await checked((await identify(own)).id_token, own.appKey, 'ES256');
    });

    it('has no access token with RS256: such a key signs none', async () => {
      const { access_token } = await walk({ scope: 'openid deliveries' });
      const { kid, privateKey } = await bed.app.get(SigningKeys).ready('RS256');
      const head = { alg: 'RS256', typ: 'at+jwt', kid };
      const key = { alg: 'RS256', privateKey, jwk: {} };
      const token = signedBy(key, head, claimsOf(access_token));
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: access_token }));
      expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    });
  });

  describe('prompt and max_age', () => {
    it('none, with nobody signed in: login_required, with state and iss', async () => {
      const got = await answer({ prompt: 'none' }, new Browser(bed));
      expect(Object.fromEntries(got)).toMatchObject({
        error: 'login_required',
        state: 'some state',
        iss: bed.url,
      });
    });

    it('none, before the person agreed: consent_required; after it: a code', async () => {
      expect((await answer({ prompt: 'none' })).get('error')).toBe('consent_required');
      const first = claimsOf((await walk()).id_token);
      const { verifier, challenge } = pkce();
      const got = await answer({ prompt: 'none', code_challenge: challenge });
      const second = claimsOf((await redeem(got.get('code'), verifier)).id_token);
      expect([second.sub, second.auth_time]).toEqual([first.sub, first.auth_time]);
    });

    it('none and an id_token_hint of somebody else: login_required', async () => {
      const { id_token } = await walk();
      const own = await answer({ prompt: 'none', id_token_hint: id_token });
      expect(own.get('code')).toMatch(/^gate_cod_/);
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      const got = await answer({ prompt: 'none', id_token_hint: id_token }, other);
      expect(got.get('error')).toBe('login_required');
    });

    it('an id_token_hint of somebody else wants that person, whatever the prompt', async () => {
      const { id_token: hint } = await walk();
      const other = await cast.developer();
      const shared = new Browser(bed);
      await shared.signIn(other);
      const codes = async (id: string) => [
        (await shared.see(id)).body.code,
        (await shared.decide(id, 'allow', ['openid'])).body.code,
      ];
      for (const prompt of [undefined, 'consent']) {
        const url = authorizeUrl(app, { scope: 'openid', id_token_hint: hint, prompt });
        await shared.signIn(other);
        const id = await shared.ask(url);
        expect(await codes(id)).toEqual(['login_required', 'login_required']);
        await shared.signIn(other);
        expect(await codes(id)).toEqual(['person_not_expected', 'person_not_expected']);
        await shared.signIn(person);
        expectStatus(200, await shared.see(id));
        expectStatus(200, await shared.decide(id, 'allow', ['openid']));
      }
    });

    it('an id_token_hint that is not ours is refused, and an old one of ours is not', async () => {
      const { id_token: hint, access_token } = await walk();
      const stranger = await cast.app({ redirectUris: [CALLBACK] });
      for (const wrong of ['a.b.c', `${hint}x`, access_token])
        expect((await answer({ id_token_hint: wrong })).get('error')).toBe('invalid_request');
      const url = authorizeUrl(stranger, { scope: 'openid', id_token_hint: hint });
      const { headers } = expectStatus(303, await browser.send('GET', url));
      expect(answerAt(headers.location).get('error')).toBe('invalid_request');
      bed.clock.advance(7_200_000);
      const got = await answer({ prompt: 'none', id_token_hint: hint });
      expect(got.get('code')).toMatch(/^gate_cod_/);
    });

    it.each([
      ['prompt=login', { prompt: 'login' }, 0],
      ['a max_age that is over', { max_age: '1' }, 2_000],
    ])('%s wants a fresh sign-in, even of somebody who is signed in', async (_, wishes, wait) => {
      const before = claimsOf((await walk()).id_token).auth_time;
      bed.clock.advance(Math.max(wait, 1_000));
      const { verifier, challenge } = pkce();
      const url = authorizeUrl(app, { scope: 'openid', code_challenge: challenge, ...wishes });
      const id = await browser.ask(url);
      for (const refused of [await browser.see(id), await browser.decide(id, 'allow', ['openid'])])
        expect([refused.status, refused.body.code]).toEqual([401, 'login_required']);
      await browser.signIn(person);
      expectStatus(200, await browser.see(id));
      const { body } = expectStatus(200, await browser.decide(id, 'allow', ['openid']));
      const { id_token } = await redeem(answerAt(body.redirectTo).get('code'), verifier);
      expect(claimsOf(id_token).auth_time).toBeGreaterThan(before);
    });

    it.each([['select_account'], ['create'], ['create consent'], ['select_account consent']])(
      '%s shows the page, though the person has agreed before, and lets somebody else decide',
      async (prompt) => {
        await walk();
        const shared = new Browser(bed);
        await shared.signIn(person);
        const { verifier, challenge } = pkce();
        const asked = { scope: 'openid', code_challenge: challenge, prompt };
        const id = await shared.ask(authorizeUrl(app, asked));
        const { body } = expectStatus(200, await shared.see(id));
        expect(body.person.username).toBe(person.username);
        const other = await cast.developer();
        const stranger = new Browser(bed);
        await stranger.signIn(other);
        expectStatus(404, await stranger.see(id));
        expectStatus(204, await shared.send('DELETE', '/portal/session'));
        await shared.signIn(other);
        expect(expectStatus(200, await shared.see(id)).body.person.username).toBe(other.username);
        const decided = expectStatus(200, await shared.decide(id, 'allow', ['openid']));
        const code = answerAt(decided.body.redirectTo).get('code');
        expect(claimsOf((await redeem(code, verifier)).id_token).sub).toBe(other.id);
      },
    );

    it('create leads who is not signed in to registration, where that is open', async () => {
      await cast.loginAgain();
      const url = authorizeUrl(app, { scope: 'openid', prompt: 'create' });
      const ask = async () => (await new Browser(bed).send('GET', url)).headers.location;
      expect(await ask()).toMatch(/\/register\?next=%2Fconsent%2Freq_\w+$/);
      await cast.setting('registration.enabled', false);
      expect(await ask()).toMatch(/\/consent\/req_\w+$/);
      await cast.setting('registration.enabled', true);
    });

    it('login wants a sign-in, also beside select_account and create', async () => {
      await walk();
      bed.clock.advance(1_000);
      for (const prompt of ['login select_account', 'create login']) {
        const id = await browser.ask(authorizeUrl(app, { scope: 'openid', prompt }));
        expectStatus(401, await browser.see(id));
      }
    });

    it('max_age that is over, with prompt=none: login_required; within it: a code', async () => {
      await walk();
      expect((await answer({ prompt: 'none', max_age: '10000' })).get('code')).toBeTruthy();
      bed.clock.advance(5_000);
      const late = await answer({ prompt: 'none', max_age: '1' });
      expect(late.get('error')).toBe('login_required');
    });
  });

  describe('what clients send that we do not use', () => {
    it.each<Record<string, string>>([
      { display: 'page' },
      { display: 'popup' },
      { ui_locales: 'de fr' },
      { claims_locales: 'de' },
      { acr_values: '1 2' },
      { login_hint: 'somebody' },
      { claims: '{"userinfo":{"name":null}}' },
      { claims: '{"userinfo":{"name":{"essential":true}},"id_token":{"acr":{"essential":true}}}' },
      { something_new: 'yes' },
    ])('%j is not a fault', async (wishes) => {
      expect((await walk({ prompt: 'consent', ...wishes })).id_token).toBeTruthy();
    });
  });

  describe('the claims parameter (§5.5)', () => {
    const asking = (id_token: object) => ({ claims: JSON.stringify({ id_token }) });

    it('puts what the granted scopes allow into the ID token, and nothing else', async () => {
      const wanted = asking({
        email: { essential: true },
        email_verified: null,
        name: null,
        phone_number: null,
      });
      const { id_token } = await walk({ scope: 'openid email', ...wanted });
      expect(claimsOf(id_token)).toMatchObject({ email: person.email, email_verified: false });
      expect(claimsOf(id_token)).not.toHaveProperty('name');
      expect(claimsOf(id_token)).not.toHaveProperty('phone_number');
      const bare = claimsOf((await walk({ scope: 'openid', ...wanted })).id_token);
      expect(bare).not.toHaveProperty('email');
      const unasked = claimsOf((await walk({ scope: 'openid email' })).id_token);
      expect(unasked).not.toHaveProperty('email');
    });

    it('wants the person whom it names as sub', async () => {
      await walk();
      const sub = (value: string) => ({ prompt: 'none', ...asking({ sub: { value } }) });
      expect((await answer(sub('usr_another'))).get('error')).toBe('login_required');
      expect((await answer(sub(person.id))).get('code')).toMatch(/^gate_cod_/);
    });

    it.each(['{', '[]', '"email"', 'null'])('%s is a fault', async (claims) => {
      expect((await answer({ claims })).get('error')).toBe('invalid_request');
    });

    it.each(['{}', '{"id_token":null}', '{"id_token":[],"userinfo":7}', '{"id_token":{"sub":9}}'])(
      '%s asks for nothing',
      async (claims) => {
        expect((await walk({ claims })).id_token).toBeTruthy();
      },
    );
  });

  describe('the authorization endpoint by POST (§3.1.2.1)', () => {
    const post = (url: string, more: Record<string, string> = {}) => {
      const { pathname, searchParams } = new URL(url, bed.url);
      return bed.wire.post(pathname, { form: { ...Object.fromEntries(searchParams), ...more } });
    };

    it('leads where GET leads; the cookie that a foreign page’s POST lacks comes with the GET', async () => {
      await walk();
      const { verifier, challenge } = pkce();
      const wishes = { scope: 'openid', code_challenge: challenge, prompt: 'none', nonce: 'a b&c' };
      const { headers } = expectStatus(303, await post(authorizeUrl(app, wishes)));
      const next = expectStatus(303, await browser.send('GET', headers.location ?? ''));
      const got = answerAt(next.headers.location);
      expect(got.get('state')).toBe('some state');
      const { id_token } = await redeem(got.get('code'), verifier);
      expect(claimsOf(id_token)).toMatchObject({ sub: person.id, nonce: 'a b&c' });
    });

    it('puts no secret into a URL, and redirects nobody who is in doubt', async () => {
      const url = authorizeUrl(app, { scope: 'openid' });
      for (const name of ['client_secret', 'password', 'code']) {
        const { headers } = expectStatus(400, await post(url, { [name]: 'hidden' }));
        expect(headers.location).toBeUndefined();
        expect(headers['content-type']).toMatch(/^text\/html/);
      }
      const evil = await post(url, { redirect_uri: 'https://evil.example' });
      const next = await browser.send('GET', expectStatus(303, evil).headers.location ?? '');
      expect([next.status, next.headers.location]).toEqual([400, undefined]);
      const raw = 'client_id=a&client_id=b';
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const twice = await bed.wire.post('/authorization/authorize', { raw, headers: type });
      expect([twice.status, twice.headers.location]).toEqual([400, undefined]);
    });
  });

  describe('scopes', () => {
    it('count in any order, openid last too', async () => {
      const { id_token, scope } = await walk({ scope: 'email profile openid' });
      expect(claimsOf(id_token).sub).toBe(person.id);
      expect(scope.split(' ').sort()).toEqual(['email', 'openid', 'profile']);
    });

    it.each(['address', 'phone'])('%s is neither advertised nor served', async (scope) => {
      const { body } = await bed.wire.get('/.well-known/openid-configuration');
      expect(body.scopes_supported).not.toContain(scope);
      expect((await answer({ scope: `openid ${scope}` })).get('error')).toBe('invalid_scope');
    });
  });

  it('a redirect URI with a query is compared with it, and keeps it', async () => {
    const uri = `${CALLBACK}?foo=bar`;
    const queried = await cast.app({ owner: person, redirectUris: [uri] });
    const ask = (redirect_uri: string) =>
      browser.send('GET', authorizeUrl(queried, { redirect_uri, prompt: 'none' }));
    const { headers } = expectStatus(303, await ask(uri));
    expect(headers.location).toMatch(/\?foo=bar&error=/);
    for (const other of [CALLBACK, `${uri}2`, `${uri}&x=1`, `${CALLBACK}?foo=bar2`])
      expectStatus(400, await ask(other));
  });

  it('a code used again after half a minute ends what it gave', async () => {
    const { verifier, challenge } = pkce();
    const url = authorizeUrl(app, { scope: 'openid', code_challenge: challenge });
    const code = (await browser.allow(`${url}&prompt=consent`)).get('code');
    const { access_token: token } = await redeem(code, verifier);
    expectStatus(200, await bed.wire.get(USERINFO, { token }));
    bed.clock.advance(30_000);
    await expect(redeem(code, verifier)).rejects.toThrow('invalid_grant');
    expectStatus(401, await bed.wire.get(USERINFO, { token }));
  });

  it('a refreshed token tells of the same person, and of nobody to another client', async () => {
    const { refresh_token, id_token } = await walk({ scope: 'openid email' });
    const thief = await cast.app({ redirectUris: [CALLBACK] });
    expectStatus(400, await cast.refresh(thief, refresh_token));
    const { body } = expectStatus(200, await cast.refresh(app, refresh_token));
    const told = await bed.wire.get(USERINFO, { token: body.access_token });
    expect(told.body).toMatchObject({ sub: claimsOf(id_token).sub, email: person.email });
    expect(claimsOf(body.id_token).sub).toBe(claimsOf(id_token).sub);
  });

  describe('userinfo', () => {
    const userinfo = (token: string) => bed.wire.get(USERINFO, { token });

    it('tells what the scopes allow, and always the same sub', async () => {
      const { access_token, id_token } = await walk({ scope: 'openid profile email' });
      expect(expectStatus(200, await userinfo(access_token)).body).toEqual({
        sub: claimsOf(id_token).sub,
        name: person.username,
        preferred_username: person.username,
        updated_at: expect.any(Number),
        email: person.email,
        email_verified: false,
      });
      const { access_token: bare } = await walk({ scope: 'openid' });
      expect(expectStatus(200, await userinfo(bare)).body).toEqual({ sub: person.id });
    });

    it('answers POST as GET (§5.3.1), with the token in the header alone', async () => {
      const { access_token: token } = await walk({ scope: 'openid email' });
      const { body } = await userinfo(token);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const message of [
        { token },
        { token, body: {} },
        { token, headers },
        { token, raw: '', headers },
        { token, raw: 'x=1', headers },
      ])
        expect(expectStatus(200, await bed.wire.post(USERINFO, message)).body).toEqual(body);
      expectStatus(401, await bed.wire.post(USERINFO));
      expectStatus(401, await bed.wire.post(USERINFO, { body: { access_token: token } }));
      expectStatus(401, await bed.wire.post(USERINFO, { raw: 'x=1', headers }));
    });

    it('refuses a token in a form, and says where it belongs', async () => {
      const { access_token: token } = await walk({ scope: 'openid email' });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const more of [{}, { token }]) {
        const message = { raw: `access_token=${token}`, headers, ...more };
        const answer = await bed.wire.post(USERINFO, message);
        expect([answer.status, answer.body.detail]).toEqual([
          400,
          'Send the token in the Authorization header alone.',
        ]);
        expect(answer.headers['www-authenticate']).toContain('error="invalid_request"');
      }
    });

    it('says whether a mailed link proved the address, and when name or address changed', async () => {
      await cast.loginAgain();
      await cast.setting('registration.activation', 'email');
      const name = unique('mailed');
      const email = `${name}@example.org`;
      const password = `${name} has a long password`;
      const body = { username: name, email, password };
      expectStatus(200, await bed.wire.post('/consumer/register', { body }));
      const activate = async (address: string) => {
        const token = await bed.link('activate', address);
        expectStatus(200, await bed.wire.post('/consumer/activate', { body: { token } }));
      };
      await activate(email);
      const mailed = await cast.login(name, password);
      await browser.signIn(mailed);
      const tell = async () => {
        const { access_token: token } = await walk({ scope: 'openid email profile' });
        return expectStatus(200, await userinfo(token)).body;
      };
      const first = await tell();
      expect(first).toMatchObject({ email, email_verified: true });
      expect(first.updated_at).toBeLessThanOrEqual(Math.floor(bed.clock.now() / 1000));
      bed.clock.advance(10_000);
      await cast.loginAgain();
      // An administrator writes an address that nobody has proved.
      const written = { email: `other.${email}` };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${mailed.id}`, { body: written }));
      const second = await tell();
      expect(second).toMatchObject({ ...written, email_verified: false });
      expect(second.updated_at).toBeGreaterThan(first.updated_at);
      const own = await cast.login(name, password);
      const wish = { email: `third.${email}` };
      expectStatus(200, await bed.wire.put('/consumer/account', { token: own.token, body: wish }));
      expect(await tell()).toMatchObject({ ...written, email_verified: false });
      await activate(wish.email);
      expect(await tell()).toMatchObject({ ...wish, email_verified: true });
      await cast.setting('registration.activation', 'none');
    });

    it('a link to set a new password proves the address too', async () => {
      const { email, username } = await cast.developer();
      expectStatus(200, await bed.wire.post('/consumer/password_reset', { body: { email } }));
      const token = await bed.link('password/reset', email);
      const newPassword = 'quite another long password';
      const body = { token, newPassword };
      expectStatus(200, await bed.wire.put('/consumer/password_reset', { body }));
      await browser.signIn({ username, password: newPassword });
      const { access_token } = await walk({ scope: 'openid email' });
      expect((await userinfo(access_token)).body).toMatchObject({ email, email_verified: true });
    });

    it('needs openid: without it 403, without a token 401', async () => {
      const { access_token } = await walk({ scope: 'deliveries profile' });
      const answer = expectStatus(403, await userinfo(access_token));
      expect(answer.headers['www-authenticate']).toContain('scope="openid"');
      expectStatus(401, await bed.wire.get(USERINFO));
      expectStatus(400, await bed.wire.get(`${USERINFO}?access_token=${access_token}`));
    });

    it('has nothing to tell of an app that acts for itself', async () => {
      const identity = await cast.app({ scopes: ['deliveries', 'openid'] });
      const answer = await userinfo(await cast.token(identity, { scope: 'openid' }));
      expect([answer.status, answer.body.code]).toEqual([403, 'person_required']);
    });

    it('openid is no scope of a role, and advertised once', async () => {
      await cast.loginAgain();
      const { body } = await cast.asAdmin('GET', '/backend/scope?count=100&search=openid');
      expect(body.totalResults).toBe(0);
    });
  });

  describe('discovery', () => {
    it('lists what the specification requires, and nothing that is refused', async () => {
      const { body } = expectStatus(200, await bed.wire.get('/.well-known/openid-configuration'));
      expect(body).toMatchObject({
        issuer: bed.url,
        authorization_endpoint: `${bed.url}/authorization/authorize`,
        token_endpoint: `${bed.url}/authorization/token`,
        userinfo_endpoint: `${bed.url}${USERINFO}`,
        pushed_authorization_request_endpoint: `${bed.url}/authorization/par`,
        end_session_endpoint: `${bed.url}/sign-out`,
        jwks_uri: `${bed.url}/.well-known/jwks.json`,
        response_types_supported: ['code'],
        response_modes_supported: ['query', 'form_post'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256', 'RS256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        claims_parameter_supported: true,
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
      });
      expect(new Set(body.scopes_supported).size).toBe(body.scopes_supported.length);
      expect(body.scopes_supported).toEqual(expect.arrayContaining(['openid', 'profile', 'email']));
      expect(body.grant_types_supported).toContain('authorization_code');
      expect(body.grant_types_supported).not.toContain('implicit');
    });

    it('claims_supported is what an id_token and userinfo together hold', async () => {
      const { body } = await bed.wire.get('/.well-known/openid-configuration');
      const { id_token, access_token } = await walk({ scope: 'openid profile email', nonce: 'n' });
      const told = (await bed.wire.get(USERINFO, { token: access_token })).body;
      const names = new Set([...Object.keys(claimsOf(id_token)), ...Object.keys(told)]);
      expect([...names].sort()).toEqual([...body.claims_supported].sort());
    });

    it('agrees with the metadata of RFC 8414 in all that both say', async () => {
      const { body: openid } = await bed.wire.get('/.well-known/openid-configuration');
      const { body: oauth } = await bed.wire.get('/.well-known/oauth-authorization-server');
      expect(openid).toMatchObject(oauth);
    });
  });

  it('a strict foreign client (oauth4webapi) walks it from discovery to userinfo', async () => {
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(bed.url);
    const found = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...insecure });
    const server = await oauth.processDiscoveryResponse(issuer, found);
    const client: oauth.Client = { client_id: app.appKey, [oauth.clockSkew]: 7_200 };
    const verifier = oauth.generateRandomCodeVerifier();
    const nonce = oauth.generateRandomNonce();
    const state = oauth.generateRandomState();
    const code_challenge = await oauth.calculatePKCECodeChallenge(verifier);
    const scope = 'openid profile deliveries';
    const url = authorizeUrl(app, { scope, nonce, state, code_challenge, max_age: '10000' });
    const answered = oauth.validateAuthResponse(server, client, await browser.allow(url), state);
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.ClientSecretBasic(app.appSecret),
        answered,
        CALLBACK,
        verifier,
        insecure,
      ),
      { expectedNonce: nonce, maxAge: 10_000, requireIdToken: true },
    );
    const sub = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
    const response = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
    const told = await oauth.processUserInfoResponse(server, client, sub, response);
    expect(told).toMatchObject({ sub: person.id, preferred_username: person.username });
  });

  describe('RP-initiated logout', () => {
    const logout = (body: Record<string, string | undefined>, of = browser) =>
      of.send('POST', '/portal/logout', { body });

    it('ends the session and tells the registered address, with state', async () => {
      const { id_token: idTokenHint } = await walk();
      const wish = { idTokenHint, postLogoutRedirectUri: SIGNED_OUT, state: 's &1' };
      const { body } = expectStatus(200, await logout(wish));
      expect(body).toEqual({ redirectTo: `${SIGNED_OUT}?state=s+%261` });
      expectStatus(401, await browser.send('GET', '/consumer/account'));
    });

    it('takes a POST at the advertised address, and goes on by GET with what was sent', async () => {
      const { body } = await bed.wire.get('/.well-known/openid-configuration');
      const path = body.end_session_endpoint.slice(bed.url.length);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const message of [{}, { headers: type }, { raw: '', headers: type }]) {
        const { headers } = expectStatus(303, await bed.wire.post(path, message));
        expect(headers.location).toBe(body.end_session_endpoint);
      }
      const form = { post_logout_redirect_uri: SIGNED_OUT, state: 'a &b', unknown: 'x' };
      const { headers } = expectStatus(303, await bed.wire.post(path, { form }));
      const next = new URL(headers.location ?? '');
      expect(next.href.startsWith(`${body.end_session_endpoint}?`)).toBe(true);
      expect(Object.fromEntries(next.searchParams)).toEqual({
        post_logout_redirect_uri: SIGNED_OUT,
        state: 'a &b',
      });
    });

    describe('of whoever is signed out already', () => {
      const endSession = (wish: Record<string, string>, cookie?: string) =>
        bed.wire.get(`/sign-out?${new URLSearchParams(wish).toString()}`, {
          headers: { accept: 'text/html', ...(cookie && { cookie }) },
        });
      /** A browser in which this person signed in, and whose session is over. */
      const used = async ({ username, password }: Person) => {
        const body = { username, password };
        const { headers } = expectStatus(201, await bed.wire.post('/portal/session', { body }));
        const cookies = (headers['set-cookie'] ?? []).map((each) => each.split(';')[0] ?? '');
        const own = { cookie: cookies.join('; '), origin: bed.url };
        expectStatus(204, await bed.wire.delete('/portal/session', { headers: own }));
        return cookies.join('; ');
      };
      const wishes = async () => {
        const { id_token: id_token_hint } = await walk();
        return { id_token_hint, post_logout_redirect_uri: SIGNED_OUT, state: 'a &b' };
      };

      it('goes on to the app at once where the browser knows whom the app means', async () => {
        const wish = await wishes();
        const { headers } = expectStatus(303, await endSession(wish, await used(person)));
        expect(headers.location).toBe(`${SIGNED_OUT}?state=a+%26b`);
      });

      it('goes on by a click in another browser: nobody makes us lead strangers anywhere', async () => {
        const wish = await wishes();
        for (const cookie of [undefined, await used(await cast.developer())])
          for (const asked of [wish, { ...wish, id_token_hint: '', client_id: app.appKey }]) {
            const { headers, text } = expectStatus(200, await endSession(asked, cookie));
            expect(headers.location).toBeUndefined();
            expect(text).toContain(`href="${SIGNED_OUT}?state=a+%26b"`);
            expect(text).toContain('app.example.org');
          }
      });

      it('goes nowhere by a wish that cannot be trusted, nor while the person is signed in', async () => {
        const wish = await wishes();
        const cookie = await used(person);
        for (const wrong of [
          { post_logout_redirect_uri: 'https://evil.example/' },
          { post_logout_redirect_uri: CALLBACK },
          { id_token_hint: `${wish.id_token_hint}x` },
        ]) {
          const answer = await endSession({ ...wish, ...wrong }, cookie);
          expect([answer.headers.location, answer.text.includes('href=')]).toEqual([
            undefined,
            false,
          ]);
        }
        const there = await endSession(wish, browser.cookie);
        expect([there.headers.location, there.text.includes('href=')]).toEqual([undefined, false]);
      });
    });

    it('has a list of its own, in canonical spelling, for owners and administrators', async () => {
      const own = await cast.app({ owner: person });
      await cast.loginAgain();
      const { token } = person;
      const change = (postLogoutRedirectUris: unknown) =>
        bed.wire.put(`/consumer/app/${own.id}`, { token, body: { postLogoutRedirectUris } });
      const spa = 'https://spa.example.com/';
      const seen = expectStatus(200, await change([spa, spa])).body;
      expect([seen.postLogoutRedirectUris, seen.redirectUris]).toEqual([[spa], []]);
      for (const wrong of ['HTTPS://spa.example.com/', 'http://spa.example.com/', 'javascript:x'])
        expectStatus(400, await change([wrong]));
      const body = { postLogoutRedirectUris: [] };
      const back = await cast.asAdmin('PUT', `/backend/app/${own.id}`, { body });
      expect(expectStatus(200, back).body.postLogoutRedirectUris).toEqual([]);
    });

    it('works without any wish, and goes nowhere', async () => {
      expect(expectStatus(200, await logout({})).body).toEqual({ redirectTo: null });
      expectStatus(401, await browser.send('GET', '/consumer/account'));
    });

    it('keeps the session when the wish cannot be trusted', async () => {
      const { id_token: idTokenHint } = await walk();
      const other = await cast.app({
        redirectUris: ['https://other.example/cb'],
        postLogoutRedirectUris: ['https://other.example/out'],
      });
      for (const wish of [
        { idTokenHint, postLogoutRedirectUri: 'https://evil.example' },
        { idTokenHint, postLogoutRedirectUri: `${SIGNED_OUT}/` },
        { idTokenHint, postLogoutRedirectUri: CALLBACK },
        { postLogoutRedirectUri: SIGNED_OUT },
        { idTokenHint: 'a.b.c', postLogoutRedirectUri: SIGNED_OUT },
        { idTokenHint: `${idTokenHint}x`, postLogoutRedirectUri: SIGNED_OUT },
        { idTokenHint, clientId: other.appKey },
        { idTokenHint, postLogoutRedirectUri: 'https://other.example/out' },
      ])
        expectStatus(400, await logout(wish));
      expectStatus(200, await browser.send('GET', '/consumer/account'));
    });

    it('takes no hint about somebody else, and no token in place of a session', async () => {
      const { id_token: idTokenHint } = await walk();
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      expectStatus(400, await logout({ idTokenHint }, other));
      const { token } = person;
      const answer = await bed.wire.post('/portal/logout', { token, body: {} });
      expect([answer.status, answer.body.code]).toEqual([403, 'session_required']);
    });
  });
});
