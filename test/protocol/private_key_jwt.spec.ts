/** @database sqlite */
import { randomUUID } from 'node:crypto';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { AuthorizationServer } from '../../src/oauth/authorization-server.js';
import { confused, rsaJwk, signedBy, type TestKey, testKey, unsignedJwt } from '../support/jwt.js';
import { testbed } from '../support/testbed.js';

const TOKEN = '/authorization/token';
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('private_key_jwt (RFC 7523 §2.2)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let key: TestKey;

  beforeAll(async () => {
    owner = await cast.developer();
    key = testKey();
    app = await withKeys(key);
  });

  const withKeys = async (...keys: TestKey[]) => {
    const made = await cast.app({ owner });
    const body = { jwks: { keys: keys.map(({ jwk }) => jwk) } };
    const answer = await bed.wire.put(`/consumer/app/${made.id}`, { token: owner.token, body });
    expectStatus(200, answer);
    return made;
  };
  const claims = (more: Record<string, unknown> = {}, by = app) => ({
    iss: by.appKey,
    sub: by.appKey,
    aud: bed.url,
    exp: Math.floor(bed.clock.now() / 1000) + 60,
    iat: Math.floor(bed.clock.now() / 1000),
    jti: randomUUID(),
    ...more,
  });
  const send = (client_assertion: string, more: Record<string, string> = {}) =>
    bed.wire.post(TOKEN, {
      form: {
        grant_type: 'client_credentials',
        client_assertion_type: TYPE,
        client_assertion,
        ...more,
      },
    });
  const assertion = (more: Record<string, unknown> = {}, header: object = {}) =>
    signedBy(key, header, claims(more));
  const refused = async (text: string, more: Record<string, string> = {}) => {
    const answer = await send(text, more);
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  };
  const lastHint = async () => {
    const { body } = await bed.wire.get(`/consumer/app/${app.id}/activity`, { token: owner.token });
    return JSON.stringify(body.entry);
  };

  describe('200', () => {
    it.each(['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'])('takes %s', async (alg) => {
      const each = testKey(alg);
      const by = await withKeys(testKey(), each);
      const header = { kid: each.jwk.kid };
      expectStatus(200, await send(signedBy(each, header, claims({}, by))));
      expectStatus(200, await send(signedBy(each, {}, claims({}, by))));
    });

    it('takes the issuer, the token endpoint or both as aud, and client_id beside', async () => {
      const endpoint = bed.url + TOKEN;
      for (const aud of [bed.url, endpoint, [bed.url], [endpoint], [bed.url, endpoint]])
        expectStatus(200, await send(assertion({ aud }), { client_id: app.appKey }));
    });

    it('forgives half a minute between the clocks', async () => {
      const now = Math.floor(bed.clock.now() / 1000);
      expectStatus(200, await send(assertion({ iat: now + 20, nbf: now + 20, exp: now + 600 })));
      expectStatus(200, await send(assertion({ iat: undefined })));
    });

    it('takes assertions that live for an hour, as Authlib makes them', async () => {
      const exp = Math.floor(bed.clock.now() / 1000) + 3_600;
      expectStatus(200, await send(assertion({ exp })));
    });

    it('authenticates at the other endpoints, and leaves the secret working', async () => {
      const { access_token } = await cast.tokens(app);
      const by = () => ({ client_assertion_type: TYPE, client_assertion: assertion() });
      const state = await bed.wire.post('/authorization/introspect', {
        form: { token: access_token, ...by() },
      });
      expect(expectStatus(200, state).body.active).toBe(true);
      const ended = await bed.wire.post('/authorization/revoke', {
        form: { token: access_token, ...by() },
      });
      expectStatus(200, ended);
    });
  });

  describe('is used once', () => {
    it('one after the other', async () => {
      const text = assertion();
      expectStatus(200, await send(text));
      await refused(text);
      expect(await lastHint()).toContain('used before');
    });

    it('20 times at once: for exactly one', async () => {
      const text = assertion();
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(text)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
    });

    it('also under another signature, and still after a restart', async () => {
      const same = claims();
      expectStatus(200, await send(signedBy(key, {}, same)));
      await bed.restart();
      await refused(signedBy(key, {}, same));
    });

    it('per app: a jti of another app is nobody else’s', async () => {
      const other = await withKeys(key);
      const jti = randomUUID();
      expectStatus(200, await send(assertion({ jti })));
      expectStatus(200, await send(signedBy(key, {}, claims({ jti }, other))));
    });
  });

  describe('401', () => {
    it.each<[string, () => Record<string, unknown>]>([
      ['a foreign aud', () => ({ aud: 'https://other.example' })],
      ['an aud that names others too', () => ({ aud: [bed.url, 'https://other.example'] })],
      ['another path as aud', () => ({ aud: `${bed.url}/authorization/tokens` })],
      ['a nested aud', () => ({ aud: [[bed.url]] })],
      ['an empty aud', () => ({ aud: [] })],
      ['no aud', () => ({ aud: undefined })],
      ['iss that is not sub', () => ({ iss: 'somebody' })],
      ['no iss', () => ({ iss: undefined })],
      ['no exp', () => ({ exp: undefined })],
      ['exp as text', () => ({ exp: String(Math.floor(bed.clock.now() / 1000) + 60) })],
      ['an exp that is over', () => ({ exp: Math.floor(bed.clock.now() / 1000) - 31 })],
      ['an exp too far ahead', () => ({ exp: Math.floor(bed.clock.now() / 1000) + 3_660 })],
      ['a future iat', () => ({ iat: Math.floor(bed.clock.now() / 1000) + 60 })],
      ['a future nbf', () => ({ nbf: Math.floor(bed.clock.now() / 1000) + 60 })],
      ['no jti', () => ({ jti: undefined })],
      ['jti as number', () => ({ jti: 7 })],
    ])('for %s', async (_, more) => {
      await refused(assertion(more()));
    });

    it('for alg none, and for HS256 with the public key', async () => {
      await refused(unsignedJwt({}, claims()));
      await refused(`${unsignedJwt({}, claims())}AA`);
      await refused(confused(key, { kid: key.jwk.kid }, claims()));
    });

    it('for an unknown crit, and for keys that travel with the assertion', async () => {
      const foreign = testKey();
      await refused(assertion({}, { crit: ['x'], x: 1 }));
      await refused(assertion({}, { crit: [] }));
      for (const header of [
        { jwk: foreign.jwk },
        { jku: 'https://evil.example/jwks' },
        { x5u: 'https://evil.example/cert' },
        { x5c: ['AAAA'] },
      ]) {
        await refused(signedBy(foreign, header, claims()));
        await refused(assertion({}, header));
      }
    });

    it('for another key, another kid, another algorithm or another text', async () => {
      await refused(signedBy(testKey(), { kid: key.jwk.kid }, claims()));
      await refused(assertion({}, { kid: 'unknown' }));
      await refused(assertion({}, { alg: 'RS256' }));
      await refused(assertion({}, { alg: 'ES384' }));
      await refused(assertion({}, { alg: 'toString' }));
      const [head, , signature] = assertion().split('.');
      const body = Buffer.from(JSON.stringify(claims())).toString('base64url');
      await refused(`${head}.${body}.${signature}`);
    });

    it('for what is no JWT, too long or very deep', async () => {
      for (const text of ['x', 'a.b.c', '..', 'e30.e30.e30', `${assertion()}.x`])
        await refused(text);
      await refused(assertion({ padding: 'x'.repeat(9_000) }));
      const deep = Buffer.from(`{"a":${'['.repeat(2_500)}${']'.repeat(2_500)}}`);
      await refused(`${deep.toString('base64url').slice(0, 8_000)}.e30.AA`);
    });

    it('for another client_assertion_type, or none', async () => {
      await refused(assertion(), { client_assertion_type: 'saml' });
      const form = { grant_type: 'client_credentials', client_assertion: assertion() };
      expectStatus(401, await bed.wire.post(TOKEN, { form }));
      const bare = { grant_type: 'client_credentials', client_assertion_type: TYPE };
      expectStatus(401, await bed.wire.post(TOKEN, { form: bare }));
    });

    it('for a client_id that names another app', async () => {
      const other = await cast.app({ owner });
      await refused(assertion(), { client_id: other.appKey });
    });

    it('for an app without keys, an unknown one and a disabled one', async () => {
      const bare = await cast.app({ owner });
      await refused(signedBy(key, {}, claims({}, bare)));
      await refused(signedBy(key, {}, claims({ iss: 'nobody', sub: 'nobody' })));
      const gone = await withKeys(key);
      expectStatus(200, await send(signedBy(key, {}, claims({}, gone))));
      await cast.asAdmin('PUT', `/backend/app/${gone.id}`, { body: { status: 'disabled' } });
      await refused(signedBy(key, {}, claims({}, gone)));
    });

    it('for a key that the owner has taken away', async () => {
      const by = await withKeys(key);
      const body = { jwks: { keys: [testKey().jwk] } };
      const message = { token: owner.token, body };
      expectStatus(200, await bed.wire.put(`/consumer/app/${by.id}`, message));
      await refused(signedBy(key, {}, claims({}, by)));
    });

    it('and says why to the owner alone', async () => {
      const answer = await send(assertion({ aud: 'https://other.example' }));
      expect(answer.text).not.toContain('aud');
      expect(await lastHint()).toContain('aud must be');
    });
  });

  describe('what a key may cost', () => {
    const doors = async (jwks: object) => {
      const body = { name: 'Costly', redirectUris: [], scopes: [], jwks };
      const admin = (await cast.admin()).token;
      const { token } = owner;
      const answers = [
        await bed.wire.post('/consumer/app', { token, body }),
        await bed.wire.put(`/consumer/app/${app.id}`, { token, body: { jwks } }),
        await bed.wire.post('/backend/app', { token: admin, body }),
        await bed.wire.put(`/backend/app/${app.id}`, { token: admin, body: { jwks } }),
      ];
      return answers.map(({ status }) => status);
    };

    it.each<[string, object]>([
      ['2,047 bits', rsaJwk(2_047)],
      ['4,097 bits', rsaJwk(4_097)],
      ['16,384 bits', rsaJwk(16_384)],
      ['an exponent of 33 bits', rsaJwk(2_048, 33)],
      ['an exponent of 3,072 bits', rsaJwk(4_096, 3_072)],
      ['an even exponent', { ...rsaJwk(2_048), e: 'Ag' }],
      ['the exponent 1', { ...rsaJwk(2_048), e: 'AQ' }],
    ])('no door stores an RSA key with %s', async (_, jwk) => {
      expect(await doors({ keys: [testKey().jwk, jwk] })).toEqual([400, 400, 400, 400]);
    });

    it('takes keys of 2,048 and of 4,096 bits', async () => {
      const made = await cast.app({ owner });
      const body = { jwks: { keys: [rsaJwk(2_048), rsaJwk(4_096), rsaJwk(4_096, 32)] } };
      const answer = await bed.wire.put(`/consumer/app/${made.id}`, { token: owner.token, body });
      expectStatus(200, answer);
    });

    it('ten keys of 4,096 bits cost one assertion less than five milliseconds', async () => {
      const keys = Array.from({ length: 10 }, () => rsaJwk(4_096, 32));
      const made = await cast.app({ owner });
      const answer = await bed.wire.put(`/consumer/app/${made.id}`, {
        token: owner.token,
        body: { jwks: { keys } },
      });
      expectStatus(200, answer);
      const signer = testKey('RS256', 4_096);
      const server = bed.app.get(AuthorizationServer);
      const spent = async () => {
        const client_assertion = signedBy(signer, {}, claims({}, made));
        const parameters = { client_assertion_type: TYPE, client_assertion };
        return cpuMilliseconds(async () => {
          const refusal = server.authenticate({ parameters });
          await expect(refusal).rejects.toMatchObject({ error: 'invalid_client' });
        });
      };
      const times: number[] = [];
      for (let round = 0; round < 10; round += 1) times.push(await spent());
      expect(Math.min(...times)).toBeLessThan(5);
    });

    it('of many keys two are tried: the right one is found by its kid, or by its type', async () => {
      const rsa = Array.from({ length: 5 }, () => ({ ...rsaJwk(2_048), kid: randomUUID() }));
      const [mine, other] = [testKey('RS256'), testKey('ES256')];
      const made = await cast.app({ owner });
      const body = { jwks: { keys: [...rsa, mine.jwk, other.jwk] } };
      const answer = await bed.wire.put(`/consumer/app/${made.id}`, { token: owner.token, body });
      expectStatus(200, answer);
      expectStatus(200, await send(signedBy(mine, { kid: mine.jwk.kid }, claims({}, made))));
      expectStatus(200, await send(signedBy(other, {}, claims({}, made))));
      await refused(signedBy(mine, {}, claims({}, made)));
      const activity = await bed.wire.get(`/consumer/app/${made.id}/activity`, {
        token: owner.token,
      });
      expect(activity.text).toContain('must name its key by kid');
    });
  });

  it('counts as one method: beside a secret it is 400', async () => {
    const { appKey, appSecret } = app;
    const body = await send(assertion(), { client_id: appKey, client_secret: appSecret });
    expect([body.status, body.body.error]).toEqual([400, 'invalid_request']);
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: TYPE,
      client_assertion: assertion(),
    };
    const header = await bed.wire.post(TOKEN, { basic: [appKey, appSecret], form });
    expect([header.status, header.body.error]).toEqual([400, 'invalid_request']);
  });

  it('never in a URL', async () => {
    const query = new URLSearchParams({ client_assertion: assertion() }).toString();
    const form = { grant_type: 'client_credentials', client_assertion_type: TYPE };
    expectStatus(400, await bed.wire.post(`${TOKEN}?${query}`, { form }));
  });
});
