/** @database sqlite */
import { calculateJwkThumbprint } from 'jose';
import { Browser, authorizeUrl, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import {
  confused,
  digest,
  proofBy,
  rsaJwk,
  signedBy,
  type TestKey,
  testKey,
} from '../support/jwt.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const TOKEN = '/authorization/token';
const WHOAMI = '/authorization/whoami';

describe('DPoP (RFC 9449)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let key: TestKey;
  const rsa = testKey('RS256');
  let nonce: string;

  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    key = testKey();
  });
  beforeEach(async () => {
    nonce = await freshNonce();
  });

  const seconds = () => Math.floor(bed.clock.now() / 1000);
  const forToken = (more: Record<string, unknown> = {}, path = TOKEN) => ({
    htm: 'POST',
    htu: bed.url + path,
    iat: seconds(),
    nonce,
    ...more,
  });
  const ask = (dpop: string | undefined, form: Record<string, string> = {}, by = app) =>
    bed.wire.post(TOKEN, {
      ...(by.appSecret && { basic: [by.appKey, by.appSecret] as [string, string] }),
      form: {
        grant_type: 'client_credentials',
        ...(!by.appSecret && { client_id: by.appKey }),
        ...form,
      },
      headers: { ...(dpop !== undefined && { dpop }) },
    });
  const freshNonce = async () => {
    const { nonce: _, ...without } = forToken();
    const answer = await ask(proofBy(key, without));
    expect([answer.status, answer.body.error]).toEqual([400, 'use_dpop_nonce']);
    return String(answer.headers['dpop-nonce']);
  };
  const boundTokens = async (by = app, form: Record<string, string> = {}, of = key) =>
    expectStatus(200, await ask(proofBy(of, forToken()), form, by)).body;
  const forCall = (token: string, more: Record<string, unknown> = {}) => ({
    htm: 'GET',
    htu: bed.url + WHOAMI,
    iat: seconds(),
    ath: digest(token),
    ...more,
  });
  const call = (token: string, dpop: string | string[] | undefined, path = WHOAMI) =>
    bed.wire.get(path, {
      headers: { authorization: `DPoP ${token}`, ...(dpop !== undefined && { dpop }) },
    });
  const boundApp = async (facts: object = {}) => {
    const body = { name: 'Bound', scopes: ['deliveries', 'authorization'], dpop: true, ...facts };
    const made = await bed.wire.post('/consumer/app', { token: owner.token, body });
    return { appSecret: '', ...expectStatus(201, made).body, owner } as TestApp;
  };
  /** Tokens of the code flow, which a person stands behind. */
  const codeTokens = async (by: TestApp, dpop: string | undefined, more = {}) => {
    const { verifier, challenge } = pkce();
    const browser = new Browser(bed);
    await browser.signIn(owner);
    const scope = 'deliveries authorization';
    const wishes = { code_challenge: challenge, prompt: 'consent', scope, ...more };
    const answer = await browser.allow(authorizeUrl(by, wishes));
    const form = {
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    return ask(dpop, form, by);
  };

  describe('the token endpoint', () => {
    it('binds tokens to the key whose proof came along', async () => {
      const body = await boundTokens();
      expect(body.token_type).toBe('DPoP');
      const jkt = await calculateJwkThumbprint(key.jwk, 'sha256');
      expect(claimsOf(body.access_token).cnf).toEqual({ jkt });
    });

    it.each(['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'])('takes proofs by %s', async (alg) => {
      const each = testKey(alg);
      const { access_token } = expectStatus(200, await ask(proofBy(each, forToken()))).body;
      const jkt = await calculateJwkThumbprint(each.jwk, 'sha256');
      expect(claimsOf(access_token).cnf).toEqual({ jkt });
      expectStatus(200, await call(access_token, proofBy(each, forCall(access_token))));
    });

    it('leaves an app alone that sends no proof and needs none', async () => {
      const { access_token } = await cast.tokens(app);
      expect(claimsOf(access_token).cnf).toBeUndefined();
    });

    it('compares the URL without query and fragment, in its normal form', async () => {
      const htu = (bed.url + TOKEN).replace('http://', 'HTTP://');
      for (const each of [htu, `${htu}?x=1`, `${htu}#x`])
        expectStatus(200, await ask(proofBy(key, forToken({ htu: each }))));
    });

    it('works at the other token endpoints too, and says so', async () => {
      const form = { grant_type: 'client_credentials' };
      for (const path of ['/oauth2/token', '/oauth/token']) {
        const headers = { dpop: proofBy(key, forToken({}, path)) };
        const basic: [string, string] = [app.appKey, app.appSecret];
        const { body } = expectStatus(200, await bed.wire.post(path, { basic, form, headers }));
        expect(body.token_type).toBe('DPoP');
      }
    });

    it('wants a nonce of ours, which lasts five minutes at most', async () => {
      const old = nonce;
      expectStatus(200, await ask(proofBy(key, forToken({ nonce: old }))));
      bed.clock.advance(301_000);
      for (const wrong of [old, 'made up', 7, '']) {
        const answer = await ask(proofBy(key, forToken({ nonce: wrong })));
        expect([answer.status, answer.body.error]).toEqual([400, 'use_dpop_nonce']);
        expect(answer.headers['dpop-nonce']).toMatch(/^[A-Za-z0-9]{43}$/);
        expect(answer.headers['cache-control']).toContain('no-store');
      }
      nonce = await freshNonce();
      expect(nonce).not.toBe(old);
      const second = await bed.second();
      const answer = await second.post(TOKEN, {
        basic: [app.appKey, app.appSecret],
        form: { grant_type: 'client_credentials' },
        headers: { dpop: proofBy(key, forToken()) },
      });
      expectStatus(200, answer);
    });

    it.each<[string, () => string]>([
      ['another method', () => proofBy(key, forToken({ htm: 'GET' }))],
      ['another path', () => proofBy(key, forToken({}, '/oauth/token'))],
      ['another host', () => proofBy(key, forToken({ htu: `https://evil.example${TOKEN}` }))],
      [
        'a URL with a user',
        () => proofBy(key, forToken({ htu: `http://x@${bed.url.slice(7)}${TOKEN}` })),
      ],
      ['no URL', () => proofBy(key, forToken({ htu: undefined }))],
      ['no jti', () => proofBy(key, forToken({ jti: undefined }))],
      ['no iat', () => proofBy(key, forToken({ iat: undefined }))],
      ['an iat as text', () => proofBy(key, forToken({ iat: String(seconds()) }))],
      ['an old iat', () => proofBy(key, forToken({ iat: seconds() - 62 }))],
      ['a future iat', () => proofBy(key, forToken({ iat: seconds() + 62 }))],
      ['another typ', () => proofBy(key, forToken(), { typ: 'JWT' })],
      ['no key in it', () => proofBy(key, forToken(), { jwk: undefined })],
      ['another key in it', () => proofBy(key, forToken(), { jwk: testKey().jwk })],
      [
        'the private key in it',
        () => proofBy(key, forToken(), { jwk: key.privateKey.export({ format: 'jwk' }) }),
      ],
      ['a symmetric key in it', () => proofBy(key, forToken(), { jwk: { kty: 'oct', k: 'AAAA' } })],
      ['an unknown crit', () => proofBy(key, forToken(), { crit: ['x'], x: 1 })],
      [
        'HS256 with the public key',
        () => confused(key, { typ: 'dpop+jwt', jwk: key.jwk }, { ...forToken(), jti: 'a' }),
      ],
      ['a weak RSA key', () => proofBy(testKey('RS256', 1024), forToken())],
      ['an RSA key of 16,384 bits', () => proofBy(rsa, forToken(), { jwk: rsaJwk(16_384) })],
      ['an exponent of 3,072 bits', () => proofBy(rsa, forToken(), { jwk: rsaJwk(4_096, 3_072) })],
      ['no JWT at all', () => 'x'],
      ['two proofs', () => `${proofBy(key, forToken())}, ${proofBy(key, forToken())}`],
      ['a long one', () => proofBy(key, forToken({ padding: 'x'.repeat(9_000) }))],
    ])('refuses a proof with %s', async (_, proof) => {
      const { status, body } = await ask(proof());
      expect([status, body.error]).toEqual([400, 'invalid_dpop_proof']);
    });

    it('looks at the signature last: whatever else is wrong is told first', async () => {
      const forged = (more: object, header: Record<string, unknown> = {}) =>
        ask(proofBy(key, forToken({ ...more }), { jwk: testKey().jwk, ...header }));
      const wrong: [object, RegExp][] = [
        [{ htm: 'GET' }, /another request/],
        [{ jti: undefined }, /jti or iat/],
        [{ iat: seconds() - 62 }, /too old/],
        [{ nonce: 'made up' }, /nonce/],
      ];
      for (const [more, sentence] of wrong)
        expect((await forged(more)).body.error_description).toMatch(sentence);
      expect(
        (await forged({}, { jwk: rsaJwk(8_192), alg: 'RS256' })).body.error_description,
      ).toMatch(/size/);
      expect((await forged({})).body.error_description).toMatch(/not signed/);
    });

    it('takes a proof once, also 20 times at once over two instances', async () => {
      const proof = proofBy(key, forToken());
      expectStatus(200, await ask(proof));
      expect((await ask(proof)).body.error).toBe('invalid_dpop_proof');
      const other = proofBy(key, forToken());
      const second = await bed.second();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? second : bed.wire).post(TOKEN, {
            basic: [app.appKey, app.appSecret],
            form: { grant_type: 'client_credentials' },
            headers: { dpop: other },
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('does not spend a proof for whoever does not authenticate', async () => {
      const proof = proofBy(key, forToken());
      expectStatus(401, await ask(proof, {}, { ...app, appSecret: 'wrong' }));
      expectStatus(200, await ask(proof));
    });
  });

  describe('an app that must bind its tokens', () => {
    it('gets none without a proof, and nothing is used up', async () => {
      const by = await boundApp();
      const { status, body, headers } = await ask(undefined, {}, by);
      expect([status, body.error]).toEqual([400, 'invalid_dpop_proof']);
      expect(headers['dpop-nonce']).toBe(nonce);
      const tokens = await boundTokens(by);
      const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
      expectStatus(400, await ask(undefined, refresh, by));
      expectStatus(200, await ask(proofBy(key, forToken()), refresh, by));
    });
  });

  describe('refreshing', () => {
    it('a public app needs the same key', async () => {
      const open = await cast.app({ owner, type: 'public', redirectUris: [CALLBACK] });
      const first = expectStatus(200, await codeTokens(open, proofBy(key, forToken()))).body;
      expect(first.token_type).toBe('DPoP');
      const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      const none = await ask(undefined, refresh, open);
      expect([none.status, none.body.error]).toEqual([400, 'invalid_dpop_proof']);
      const other = await ask(proofBy(testKey(), forToken()), refresh, open);
      expect([other.status, other.body.error]).toEqual([400, 'invalid_grant']);
      const next = expectStatus(200, await ask(proofBy(key, forToken()), refresh, open)).body;
      const token = next.access_token;
      expectStatus(200, await call(token, proofBy(key, forCall(token))));
    });

    it('an app with a secret may change its key, and never sheds it', async () => {
      const first = await boundTokens();
      const other = testKey();
      const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      expect((await ask(undefined, refresh)).body.error).toBe('invalid_dpop_proof');
      const { body } = expectStatus(200, await ask(proofBy(other, forToken()), refresh));
      const token = body.access_token;
      expect(body.token_type).toBe('DPoP');
      expectStatus(200, await call(token, proofBy(other, forCall(token))));
      expectStatus(401, await call(token, proofBy(key, forCall(token))));
    });
  });

  it('holds a code to the key that the request named (dpop_jkt)', async () => {
    const dpop_jkt = await calculateJwkThumbprint(key.jwk, 'sha256');
    expectStatus(200, await codeTokens(app, proofBy(key, forToken()), { dpop_jkt }));
    for (const proof of [undefined, proofBy(testKey(), forToken())]) {
      const { status, body } = await codeTokens(app, proof, { dpop_jkt });
      expect([status, body.error]).toEqual([400, 'invalid_grant']);
    }
  });

  describe('a pushed request (§10.1)', () => {
    const path = '/authorization/par';
    const asks = {
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'deliveries',
      prompt: 'consent',
      code_challenge_method: 'S256',
    };
    const push = (dpop: string, more: Record<string, string> = {}) =>
      bed.wire.post(path, {
        basic: [app.appKey, app.appSecret],
        form: { ...asks, code_challenge: pkce().challenge, ...more },
        headers: { dpop },
      });

    it('binds its code to the key of its proof', async () => {
      const { verifier, challenge } = pkce();
      const proof = proofBy(key, forToken({}, path));
      const { body } = expectStatus(201, await push(proof, { code_challenge: challenge }));
      expect((await push(proof)).body.error).toBe('invalid_dpop_proof');
      const browser = new Browser(bed);
      await browser.signIn(owner);
      const wishes = { client_id: app.appKey, request_uri: body.request_uri };
      const query = new URLSearchParams(wishes).toString();
      const answer = await browser.allow(`/authorization/authorize?${query}`);
      const form = {
        grant_type: 'authorization_code',
        code: answer.get('code') ?? '',
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      };
      const other = await ask(proofBy(testKey(), forToken()), form);
      expect([other.status, other.body.error]).toEqual([400, 'invalid_grant']);
    });

    it('is refused with a bad proof, without our nonce, or with two keys', async () => {
      const { nonce: _, ...without } = forToken({}, path);
      expect((await push(proofBy(key, without))).body.error).toBe('use_dpop_nonce');
      expect((await push(proofBy(key, forToken()))).body.error).toBe('invalid_dpop_proof');
      const dpop_jkt = await calculateJwkThumbprint(testKey().jwk, 'sha256');
      const two = await push(proofBy(key, forToken({}, path)), { dpop_jkt });
      expect([two.status, two.body.error]).toEqual([400, 'invalid_dpop_proof']);
    });
  });

  describe('the guard', () => {
    it('opens to the token with a proof for this very request', async () => {
      const { access_token: token } = await boundTokens();
      expectStatus(200, await call(token, proofBy(key, forCall(token))));
      const created = await bed.wire.post('/api/deliveries?x=1', {
        body: { title: 'bound' },
        headers: {
          authorization: `dpop ${token}`,
          dpop: proofBy(key, forCall(token, { htm: 'POST', htu: `${bed.url}/api/deliveries` })),
        },
      });
      expectStatus(201, created);
    });

    it('keeps its other answers: 403 without the scope', async () => {
      const { access_token: token } = await boundTokens(app, { scope: 'tasks' });
      const proof = proofBy(key, forCall(token, { htu: `${bed.url}/api/deliveries` }));
      const { status, body } = await call(token, proof, '/api/deliveries');
      expect([status, body.code]).toEqual([403, 'insufficient_scope']);
    });

    it.each<[string, (token: string) => string | string[] | undefined]>([
      ['no proof', () => undefined],
      ['another method', (token) => proofBy(key, forCall(token, { htm: 'POST' }))],
      ['another path', (token) => proofBy(key, forCall(token, { htu: `${bed.url}/api/tasks` }))],
      [
        'another host',
        (token) => proofBy(key, forCall(token, { htu: `http://localhost${WHOAMI}` })),
      ],
      ['no ath', (token) => proofBy(key, forCall(token, { ath: undefined }))],
      ['the ath of another token', (token) => proofBy(key, forCall(token, { ath: digest('x') }))],
      ['an old iat', (token) => proofBy(key, forCall(token, { iat: seconds() - 62 }))],
      ['a future iat', (token) => proofBy(key, forCall(token, { iat: seconds() + 62 }))],
      ['another key', (token) => proofBy(testKey(), forCall(token))],
      ['another typ', (token) => proofBy(key, forCall(token), { typ: 'at+jwt' })],
      [
        'a foreign key claimed',
        (token) =>
          signedBy(testKey(), { typ: 'dpop+jwt', jwk: key.jwk }, { ...forCall(token), jti: 'b' }),
      ],
      ['two headers', (token) => [proofBy(key, forCall(token)), proofBy(key, forCall(token))]],
    ])('refuses %s', async (_, proof) => {
      const { access_token: token } = await boundTokens();
      const answer = await call(token, proof(token));
      expect([answer.status, answer.body.code]).toEqual([401, 'invalid_token']);
      expect(answer.headers['www-authenticate']).toMatch(
        /^DPoP .*error="invalid_token", algs="ES256/,
      );
    });

    it('takes a proof once, also 20 times at once', async () => {
      const { access_token: token } = await boundTokens();
      const proof = proofBy(key, forCall(token));
      const answers = await Promise.all(Array.from({ length: 20 }, () => call(token, proof)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
    });

    it('refuses a bound token in the Bearer scheme, and an unbound one in ours', async () => {
      const { access_token: bound } = await boundTokens();
      const dpop = proofBy(key, forCall(bound));
      for (const sent of [[], [dpop]]) {
        const headers = { ...(sent[0] && { dpop: sent[0] }) };
        const answer = await bed.wire.get(WHOAMI, { token: bound, headers });
        expect([answer.status, answer.body.code]).toEqual([401, 'invalid_token']);
      }
      const { access_token: free } = await cast.tokens(app);
      expectStatus(401, await call(free, proofBy(key, forCall(free))));
      expectStatus(401, await call('x', proofBy(key, forCall('x'))));
      expectStatus(401, await call(owner.token, proofBy(key, forCall(owner.token))));
    });

    it('takes a nonce of ours, and tells a new one when it is stale', async () => {
      const { access_token: token } = await boundTokens();
      expectStatus(200, await call(token, proofBy(key, forCall(token, { nonce }))));
      const answer = await call(token, proofBy(key, forCall(token, { nonce: 'stale' })));
      expect([answer.status, answer.body.code]).toEqual([401, 'use_dpop_nonce']);
      expect(answer.headers['www-authenticate']).toMatch(/^DPoP .*error="use_dpop_nonce"/);
      expect(answer.headers['dpop-nonce']).toBe(nonce);
    });

    it('never believes the Host header', async () => {
      const { access_token: token } = await boundTokens();
      const htu = `http://evil.example${WHOAMI}`;
      const headers = {
        authorization: `DPoP ${token}`,
        host: 'evil.example',
        dpop: proofBy(key, forCall(token, { htu })),
      };
      expectStatus(401, await bed.wire.get(WHOAMI, { headers }));
      const dpop = proofBy(key, forCall(token));
      expectStatus(200, await bed.wire.get(WHOAMI, { headers: { ...headers, dpop } }));
    });

    it('serves a public operation in any case', async () => {
      const headers = { authorization: 'DPoP x', dpop: 'x' };
      expectStatus(200, await bed.wire.get('/system/about', { headers }));
    });

    it('refuses what was revoked', async () => {
      const { access_token: token } = await boundTokens();
      const form = { token };
      await bed.wire.post('/authorization/revoke', { basic: [app.appKey, app.appSecret], form });
      expectStatus(401, await call(token, proofBy(key, forCall(token))));
    });
  });

  it('the next nonce comes with the answers to an old one, before that one is over (§8.2)', async () => {
    const par = '/authorization/par';
    const push = () =>
      bed.wire.post(par, {
        basic: [app.appKey, app.appSecret],
        form: {
          redirect_uri: CALLBACK,
          response_type: 'code',
          scope: 'deliveries',
          code_challenge: pkce().challenge,
          code_challenge_method: 'S256',
        },
        headers: { dpop: proofBy(key, forToken({}, par)) },
      });
    const { access_token: token } = await boundTokens();
    const answers = async (of: string) => [
      expectStatus(200, await ask(proofBy(key, forToken()))),
      expectStatus(201, await push()),
      expectStatus(200, await call(token, proofBy(key, forCall(token, { nonce: of })))),
    ];
    const told = async (of: string) =>
      (await answers(of)).map(({ headers }) => headers['dpop-nonce']);
    expect(await told(nonce)).toEqual([undefined, undefined, undefined]);
    bed.clock.advance(150_000);
    const [next = '', ...same] = await told(nonce);
    expect(next).toMatch(/^[A-Za-z0-9]{43}$/);
    expect([next !== nonce, ...same]).toEqual([true, next, next]);
    nonce = String(next);
    expect(await told(nonce)).toEqual([undefined, undefined, undefined]);
    const without = await call(token, proofBy(key, forCall(token)));
    expect(expectStatus(200, without).headers['dpop-nonce']).toBeUndefined();
  });

  it('shows in introspection', async () => {
    const tokens = await boundTokens();
    const jkt = await calculateJwkThumbprint(key.jwk, 'sha256');
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      const answer = await bed.wire.post('/authorization/introspect', {
        basic: [app.appKey, app.appSecret],
        form: { token },
      });
      expect(answer.body).toMatchObject({ active: true, cnf: { jkt } });
    }
  });
});
