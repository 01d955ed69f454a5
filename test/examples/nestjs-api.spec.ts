import { Controller, Get, type Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AppModule } from '../../examples/nestjs-api/src/app.module.js';
import { Public, Scopes } from '../../packages/nestjs-guard/src/decorators.js';
import { readOperation } from '../../packages/nestjs-guard/src/operations.js';
import type { GatehouseOptions } from '../../packages/nestjs-guard/src/options.js';
import { Catalogue } from '../../src/operations/catalogue.js';
import { NAME } from '../../src/operations/decorators.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { freePort, testbed } from '../support/testbed.js';
import { claimsOf, Wire } from '../support/wire.js';

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
    const module = AppModule.for({ issuer: bed.url, audience: url, ...options });
    const app = await NestFactory.create<NestFastifyApplication>(
      { ...module, controllers },
      new FastifyAdapter(),
      { logger: false, abortOnError: false },
    );
    running.push(app);
    await app.listen(Number(new URL(url).port), '127.0.0.1');
    return new Wire(url);
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

  it('asks Gatehouse about each token where it shall, and refuses a revoked one', async () => {
    const { appKey: clientId, appSecret: clientSecret } = registered;
    const options = { audience, introspection: { clientId, clientSecret } };
    const module = AppModule.for({ issuer: bed.url, ...options });
    const app = await NestFactory.create(module, new FastifyAdapter(), { logger: false });
    running.push(app as NestFastifyApplication);
    const port = await freePort();
    await app.listen(port, '127.0.0.1');
    const asking = new Wire(`http://127.0.0.1:${port}`);
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
        Object.getOwnPropertyNames(metatype?.prototype ?? {}).map((key) => {
          const handler = metatype?.prototype[key];
          const renamed = Reflect.hasMetadata(NAME, handler ?? {});
          const entry = renamed ? undefined : catalogue.of(metatype as Type, handler);
          return { entry, own: entry && readOperation(metatype as Type, handler, key) };
        }),
      )
      .filter(({ entry }) => entry);
    expect(named.length).toBeGreaterThan(50);
    for (const { entry, own } of named) expect(own?.name).toBe(entry?.name);
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
