/** @database sqlite */
import { Controller, Get, type Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AppModule } from '../../../examples/nestjs-api/src/app.module.js';
import { Public, Scopes } from '../src/decorators.js';
import { readOperations } from '../src/operation.js';
import type { GatehouseOptions } from '../src/options.js';
import { covers } from '../src/scope.js';
import { covers as coversAtGatehouse } from '../../../src/oauth/scope.js';
import { Catalogue } from '../../../src/operations/catalogue.js';
import { Cast, expectStatus, type TestApp } from '../../../test/support/cast.js';
import {
  confused,
  digest,
  proofBy,
  signedBy,
  type TestKey,
  testKey,
  unsignedJwt,
} from '../../../test/support/jwt.js';
import { freePort, testbed } from '../../../test/support/testbed.js';
import { claimsOf, Wire } from '../../../test/support/wire.js';

const HOUR_S = 3600;

describe('an API of one’s own behind the guard package', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const running: NestFastifyApplication[] = [];
  let audience: string;
  let api: Wire;
  let client: TestApp;
  let registered: { appKey: string; appSecret: string };

  const start = async (options: Partial<GatehouseOptions> = {}, controllers: Type[] = []) => {
    const url = options.audience ?? `http://127.0.0.1:${await freePort()}`;
    const module = AppModule.forRoot({ issuer: bed.url, audience: url, ...options });
    const app = await NestFactory.create<NestFastifyApplication>(
      { ...module, controllers },
      new FastifyAdapter(),
      { logger: false, abortOnError: false },
    );
    running.push(app);
    await app.listen(Number(new URL(url).port), '127.0.0.1');
    return new Wire(url);
  };

  /** The same API once more, on a port that is not its audience's. */
  const startOn = async (port: number, options: Partial<GatehouseOptions>) => {
    const module = AppModule.forRoot({ issuer: bed.url, audience, ...options });
    const app = await NestFactory.create(module, new FastifyAdapter(), { logger: false });
    running.push(app as NestFastifyApplication);
    await app.listen(port, '127.0.0.1');
    return new Wire(`http://127.0.0.1:${port}`);
  };

  /** Registers the API itself, as its provider does once. */
  const register = async (url: string) => {
    const body = { name: 'Parcels', url, scopes: ['authorization'] };
    return expectStatus(201, await cast.asAdmin('POST', '/backend/app', { body })).body as {
      appKey: string;
      appSecret: string;
    };
  };

  const tokenFor = (resource: string, scope: string) => cast.token(client, { resource, scope });

  beforeAll(async () => {
    for (const name of ['parcels', 'parcels.list', 'parcels.create', 'parcels.audit'])
      await cast.asAdmin('POST', '/backend/scope', { body: { name, description: name } });
    const owner = await cast.holderOf(['parcels', 'consumer', 'authorization']);
    client = await cast.app({ owner, scopes: ['parcels', 'authorization'] });
    api = await start();
    audience = api.url;
    registered = await register(audience);
  });
  afterAll(() => Promise.all(running.map((app) => app.close())));

  it('is closed without a token, and says where tokens come from', async () => {
    const answer = expectStatus(401, await api.get('/api/parcels'));
    const metadata = `${audience}/.well-known/oauth-protected-resource`;
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer realm="api", resource_metadata="${metadata}"`,
    );
    expect(expectStatus(200, await api.get(new URL(metadata).pathname)).body).toEqual({
      resource: audience,
      authorization_servers: [bed.url],
      scopes_supported: ['parcels.audit', 'parcels.create', 'parcels.list'],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'],
    });
  });

  it('serves a token of Gatehouse for this API, and tells the handler who calls', async () => {
    const token = await tokenFor(audience, 'parcels');
    expect(claimsOf(token).aud).toBe(audience);
    const message = { token, body: { weight: 3 } };
    const made = expectStatus(201, await api.post('/api/parcels', message));
    expect(made.body).toEqual({ weight: 3, sender: client.appKey });
    expectStatus(200, await api.get('/api/parcels/audit', { token }));
  });

  it('refuses a token without the scope, and names all that is needed', async () => {
    const token = await tokenFor(audience, 'parcels.list');
    expectStatus(200, await api.get('/api/parcels', { token }));
    const answer = expectStatus(403, await api.get('/api/parcels/audit', { token }));
    expect(answer.headers['www-authenticate']).toContain(
      'error="insufficient_scope", scope="parcels.list parcels.audit"',
    );
  });

  it('refuses a token for another audience', async () => {
    const token = await cast.token(client);
    const answer = expectStatus(401, await api.get('/api/parcels', { token }));
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    const ours = await tokenFor(audience, 'authorization');
    expectStatus(401, await bed.wire.get('/authorization/whoami', { token: ours }));
  });

  it('refuses what somebody else signed, what expired and what is no token', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const { kid } = (await bed.wire.get('/.well-known/jwks.json')).body.keys[0];
    const forge = (header: object) =>
      new SignJWT({ ...claimsOf(genuine), exp: Math.floor(Date.now() / 1000) + HOUR_S })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
        .sign(privateKey);
    const genuine = await tokenFor(audience, 'parcels');
    bed.clock.advance(-2 * HOUR_S * 1000);
    const expired = await tokenFor(audience, 'parcels');
    bed.clock.advance(2 * HOUR_S * 1000);
    const tokens = [
      await forge({}),
      await forge({ kid: 'unknown' }),
      await forge({ jwk: await exportJWK(publicKey) }),
      genuine.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
      expired,
      'nonsense',
      '',
      'x'.repeat(10_000),
    ];
    for (const token of tokens)
      expect([token.slice(0, 20), (await api.get('/api/parcels', { token })).status]).toEqual([
        token.slice(0, 20),
        401,
      ]);
  });

  it('refuses a token in the URL or sent twice', async () => {
    const token = await tokenFor(audience, 'parcels');
    expectStatus(400, await api.get(`/api/parcels?access_token=${token}`));
    expectStatus(400, await api.post('/api/parcels', { token, body: { access_token: token } }));
  });

  it('serves a public operation to anyone, and notices a valid token', async () => {
    const prices = async (token?: string) =>
      expectStatus(200, await api.get('/api/parcels/prices', { token })).body.perKilo;
    expect(await prices()).toBe(2);
    expect(await prices('broken')).toBe(2);
    expect(await prices(await tokenFor(audience, 'parcels'))).toBe(1);
  });

  describe('a token that is bound to a key (DPoP)', () => {
    const PARCELS = '/api/parcels';
    const seconds = () => Math.floor(Date.now() / 1000);
    let key: TestKey;
    let token: string;

    beforeAll(async () => {
      key = testKey();
      token = await boundTo(key);
    });

    const boundTo = async (of: TestKey) => {
      const path = '/authorization/token';
      const claims = { htm: 'POST', htu: bed.url + path, iat: seconds() };
      const ask = (nonce?: string) =>
        bed.wire.post(path, {
          basic: [client.appKey, client.appSecret],
          form: { grant_type: 'client_credentials', resource: audience, scope: 'parcels' },
          headers: { dpop: proofBy(of, { ...claims, nonce }) },
        });
      const { headers } = expectStatus(400, await ask());
      const { body } = expectStatus(200, await ask(String(headers['dpop-nonce'])));
      return body.access_token as string;
    };
    const forCall = (more: Record<string, unknown> = {}) => ({
      htm: 'GET',
      htu: audience + PARCELS,
      iat: seconds(),
      ath: digest(token),
      ...more,
    });
    const call = (dpop?: string | string[], path = PARCELS, of = api) =>
      of.get(path, {
        headers: { authorization: `DPoP ${token}`, ...(dpop !== undefined && { dpop }) },
      });

    it.each(['ES256', 'EdDSA', 'PS256', 'RS256'])('opens with a proof by %s', async (alg) => {
      const own = testKey(alg);
      const bound = await boundTo(own);
      const headers = {
        authorization: `dpop ${bound}`,
        dpop: proofBy(own, {
          ...forCall({ htm: 'POST', htu: `${audience}${PARCELS}#x` }),
          ath: digest(bound),
        }),
      };
      const sent = { body: { weight: 1 }, headers };
      const { body } = expectStatus(201, await api.post(`${PARCELS}?x=1`, sent));
      expect(body.sender).toBe(client.appKey);
    });

    it('is noticed on a public operation, and the scope counts as ever', async () => {
      const htu = `${audience}${PARCELS}/prices`;
      const prices = async (proof?: string) =>
        expectStatus(200, await call(proof, `${PARCELS}/prices`)).body.perKilo;
      expect(await prices(proofBy(key, forCall({ htu })))).toBe(1);
      expect(await prices()).toBe(2);
      expect(await prices(proofBy(key, forCall()))).toBe(2);
    });

    it('is refused in the Bearer scheme, and an unbound one in the DPoP scheme', async () => {
      const dpop = proofBy(key, forCall());
      const bearer = expectStatus(401, await api.get(PARCELS, { token, headers: { dpop } }));
      expect(bearer.headers['www-authenticate']).toMatch(
        /^DPoP realm="api", resource_metadata="[^"]+", error="invalid_token", algs="ES256 /,
      );
      const free = await tokenFor(audience, 'parcels');
      for (const each of [free, 'nonsense', '']) {
        const proof = proofBy(key, forCall({ ath: digest(each) }));
        const headers = { authorization: `DPoP ${each}`, dpop: proof };
        const answer = expectStatus(401, await api.get(PARCELS, { headers }));
        expect(answer.headers['www-authenticate']).toContain('error="invalid_token", algs=');
      }
    });

    it.each<[string, () => string | string[] | undefined]>([
      ['no proof', () => undefined],
      ['another method', () => proofBy(key, forCall({ htm: 'POST' }))],
      ['another path', () => proofBy(key, forCall({ htu: `${audience}/api/parcels/audit` }))],
      ['another host', () => proofBy(key, forCall({ htu: `https://evil.example${PARCELS}` }))],
      ['a URL with a user', () => proofBy(key, forCall({ htu: `http://x@${api.url.slice(7)}${PARCELS}` }))], // prettier-ignore
      ['no URL', () => proofBy(key, forCall({ htu: undefined }))],
      ['no ath', () => proofBy(key, forCall({ ath: undefined }))],
      ['the ath of another token', () => proofBy(key, forCall({ ath: digest('x') }))],
      ['no jti', () => proofBy(key, forCall({ jti: undefined }))],
      ['an empty jti', () => proofBy(key, forCall({ jti: '' }))],
      ['no iat', () => proofBy(key, forCall({ iat: undefined }))],
      ['an old iat', () => proofBy(key, forCall({ iat: seconds() - 62 }))],
      ['a future iat', () => proofBy(key, forCall({ iat: seconds() + 62 }))],
      ['another key', () => proofBy(testKey(), forCall())],
      ['another typ', () => proofBy(key, forCall(), { typ: 'JWT' })],
      ['no key in it', () => proofBy(key, forCall(), { jwk: undefined })],
      ['a key that it was not signed with', () => signedBy(testKey(), { typ: 'dpop+jwt', jwk: key.jwk }, { ...forCall(), jti: 'b' })], // prettier-ignore
      ['the private key in it', () => proofBy(key, forCall(), { jwk: key.privateKey.export({ format: 'jwk' }) })], // prettier-ignore
      ['a symmetric key in it', () => proofBy(key, forCall(), { jwk: { kty: 'oct', k: 'AAAA' } })],
      ['HS256 with the public key', () => confused(key, { typ: 'dpop+jwt', jwk: key.jwk }, { ...forCall(), jti: 'a' })], // prettier-ignore
      ['no signature', () => unsignedJwt({ typ: 'dpop+jwt', jwk: key.jwk }, { ...forCall(), jti: 'c' })], // prettier-ignore
      ['an unknown crit', () => proofBy(key, forCall(), { crit: ['x'], x: 1 })],
      ['two proofs', () => [proofBy(key, forCall()), proofBy(key, forCall())]],
      ['a long one', () => proofBy(key, forCall({ padding: 'x'.repeat(9_000) }))],
      ['no JWT at all', () => 'x'],
    ])('is refused with %s', async (_, proof) => {
      const answer = expectStatus(401, await call(proof()));
      expect(answer.body.error).toBe('invalid_dpop_proof');
      expect(answer.headers['www-authenticate']).toMatch(
        /^DPoP .*error="invalid_dpop_proof", algs="ES256 EdDSA Ed25519 PS256 RS256"$/,
      );
    });

    it('takes a proof once, also 20 times at once', async () => {
      const proof = proofBy(key, forCall());
      const answers = await Promise.all(Array.from({ length: 20 }, () => call(proof)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(401)]);
    });

    it('never believes the Host header', async () => {
      const headers = { authorization: `DPoP ${token}`, host: 'evil.example' };
      const evil = proofBy(key, forCall({ htu: `http://evil.example${PARCELS}` }));
      expectStatus(401, await api.get(PARCELS, { headers: { ...headers, dpop: evil } }));
      const dpop = proofBy(key, forCall());
      expectStatus(200, await api.get(PARCELS, { headers: { ...headers, dpop } }));
    });

    it('works where Gatehouse is asked about each token, too', async () => {
      const { appKey: clientId, appSecret: clientSecret } = registered;
      const asking = await startOn(await freePort(), { introspection: { clientId, clientSecret } });
      const htu = asking.url + PARCELS;
      // The API answers at another port than the one that its tokens are for.
      expectStatus(401, await call(proofBy(key, forCall({ htu })), PARCELS, asking));
      expectStatus(200, await call(proofBy(key, forCall()), PARCELS, asking));
      expectStatus(401, await asking.get(PARCELS, { token }));
    });
  });

  it('asks Gatehouse about each token where it shall, and refuses a revoked one', async () => {
    const { appKey: clientId, appSecret: clientSecret } = registered;
    const asking = await startOn(await freePort(), { introspection: { clientId, clientSecret } });
    const tokens = await Promise.all([1, 2].map(() => tokenFor(audience, 'parcels')));
    const [live = '', revoked = ''] = tokens;
    const basic: [string, string] = [client.appKey, client.appSecret];
    const form = { token: revoked };
    expectStatus(200, await bed.wire.post('/authorization/revoke', { basic, form }));
    expectStatus(200, await asking.get('/api/parcels', { token: live }));
    const foreign = await cast.token(client);
    for (const token of [revoked, foreign, 'nonsense'])
      expectStatus(401, await asking.get('/api/parcels', { token }));
  });

  it('takes an API key where Gatehouse is asked by an app that may, and refuses it once it is ended', async () => {
    const admin = await cast.admin();
    const scopes = ['authorization', 'backend.token.get'];
    const { appKey: clientId, appSecret: clientSecret } = await cast.app({ owner: admin, scopes });
    const introspection = { clientId, clientSecret };
    const path = `/consumer/app/${client.id}/key`;
    const newKey = async (more: object) => {
      const body = { name: 'Export', scopes: ['parcels.list'], ...more };
      return expectStatus(201, await bed.wire.post(path, { token: client.owner.token, body })).body;
    };
    const [lasting, ending] = [await newKey({}), await newKey({})];
    const asking = await startOn(await freePort(), { introspection });
    expectStatus(200, await asking.get('/api/parcels', { token: lasting.key }));
    expectStatus(403, await asking.get('/api/parcels/audit', { token: lasting.key }));
    expectStatus(401, await api.get('/api/parcels', { token: lasting.key }));
    const inTheWrongScheme = { headers: { authorization: `DPoP ${lasting.key}` } };
    expectStatus(401, await asking.get('/api/parcels', inTheWrongScheme));
    const { token } = client.owner;
    expectStatus(204, await bed.wire.delete(`${path}/${ending.id}`, { token }));
    expectStatus(401, await asking.get('/api/parcels', { token: ending.key }));
    // An access token for Gatehouse itself is still none for this API, nor is a personal one.
    const body = {
      name: 'Mine',
      scopes: ['parcels'],
      expiresAt: new Date(bed.clock.now() + 86_400_000).toISOString(),
    };
    const personal = expectStatus(
      201,
      await bed.wire.post('/consumer/token', { token, body }),
    ).body;
    for (const foreign of [await cast.token(client), personal.token])
      expectStatus(401, await asking.get('/api/parcels', { token: foreign }));
  });

  it('opens nothing while Gatehouse cannot be asked', async () => {
    const issuer = `http://127.0.0.1:${await freePort()}`;
    const lonely = await start({ issuer });
    const token = await tokenFor(audience, 'parcels');
    expectStatus(503, await lonely.get('/api/parcels', { token }));
    const asking = await start({ issuer, introspection: { clientId: 'a', clientSecret: 'b' } });
    expectStatus(503, await asking.get('/api/parcels', { token }));
  });

  it('has the operation names of Gatehouse’s own rules', () => {
    const catalogue = bed.app.get(Catalogue);
    const named = bed.app
      .get(DiscoveryService, { strict: false })
      .getControllers()
      .flatMap(({ metatype }) =>
        [...readOperations(metatype as Type)].map(([handler, { name }]) => ({
          name,
          ours: catalogue.of(metatype as Type, handler)?.name,
        })),
      );
    expect(named.length).toBeGreaterThan(50);
    for (const { name, ours } of named) expect(name).toBe(ours);
  });

  it('lets a scope cover what it covers at Gatehouse', () => {
    const names = ['a', 'b', 'ab', 'a.b', 'a.bc', 'a.b.c', 'ab.c', 'a.', '.a', 'A', ''];
    for (const held of names)
      for (const needed of names)
        expect([held, needed, covers([held, 'x'], needed)]).toEqual([
          held,
          needed,
          coversAtGatehouse([held, 'x'], needed),
        ]);
  });

  it('does not start on a contradiction', async () => {
    @Controller('contradiction')
    class BothController {
      @Public()
      @Scopes('something')
      @Get()
      list() {
        return {};
      }
    }
    await expect(start({}, [BothController])).rejects.toThrow(/@Public and has @Scopes/);
  });
});
