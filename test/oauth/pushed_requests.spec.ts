/** @database sqlite */
import { serverMetadata } from '../../src/oauth/metadata.js';
import { nonceNow } from '../../src/oauth/dpop.js';
import { digest, testKey } from '../support/jwt.js';
import { authorizationOf, basic, Core, refused } from './core.js';
import type { TestClient } from './in-memory.js';

describe('pushed authorization requests (RFC 9126)', () => {
  let core: Core;
  let client: TestClient;
  beforeEach(() => {
    core = new Core();
    client = core.memory.client();
  });

  const push = (wanted: Record<string, string | undefined> = {}, dpop?: string) =>
    core.server.pushAuthorization(
      { parameters: authorizationOf(client, wanted), authorization: basic(client), dpop },
      async () => undefined,
    );
  const use = (request_uri: string, how: 'take' | 'look' = 'take', by = client) =>
    core.server.authorization({ client_id: by.id, request_uri }, how);

  it('are kept for a minute, for one use (§2.2, §4)', async () => {
    const { request_uri, expires_in } = await push({ state: 'a state' });
    expect(expires_in).toBe(60);
    const pushed = { outcome: 'valid', request: { clientId: client.id, state: 'a state' } };
    expect(await use(request_uri, 'look')).toMatchObject(pushed);
    expect(await use(request_uri)).toMatchObject(pushed);
    await refused(use(request_uri), 'invalid_request');
    const late = await push();
    core.memory.advance(60_000);
    await refused(use(late.request_uri), 'invalid_request');
  });

  it('are their own client’s', async () => {
    const { request_uri } = await push();
    await refused(use(request_uri, 'take', core.memory.client()), 'invalid_request');
    await use(request_uri);
  });

  it('are refused at once, with all that is wrong (§2.3)', async () => {
    await refused(push({ scope: 'backend' }), 'invalid_scope');
    await refused(push({ code_challenge: undefined }), 'invalid_request');
    await refused(push({ redirect_uri: 'https://evil.example' }), 'invalid_request');
    await refused(push({ request_uri: 'urn:another' }), 'invalid_request');
  });

  it('need the client’s own authentication, before they are counted (§2.1)', async () => {
    const admit = jest.fn(() => Promise.resolve());
    const parameters = authorizationOf(client);
    await refused(core.server.pushAuthorization({ parameters }, admit), 'invalid_client');
    expect(admit).not.toHaveBeenCalled();
    await core.server.pushAuthorization({ parameters, authorization: basic(client) }, admit);
    expect(admit).toHaveBeenCalledTimes(1);
  });

  it('bind the code to the key whose proof comes along (RFC 9449 §10.1)', async () => {
    const key = testKey();
    const nonce = nonceNow(core.memory.ports);
    const proof = () => core.proof(key, '/authorization/par', { nonce });
    const { crv, kty, x, y } = key.jwk;
    const keyThumbprint = digest(JSON.stringify({ crv, kty, x, y }));
    const { request_uri } = await push({}, proof());
    expect(await use(request_uri)).toMatchObject({ request: { keyThumbprint } });
    await refused(push({ dpop_jkt: 'x'.repeat(43) }, proof()), 'invalid_dpop_proof');
  });
});

describe('the metadata (RFC 8414 §2)', () => {
  const of = (registration: boolean) =>
    serverMetadata('https://id.example', ['deliveries'], registration);

  it('names every endpoint below the issuer, and what it takes', () => {
    const metadata = of(true);
    for (const [name, value] of Object.entries(metadata))
      if (name.endsWith('_endpoint')) expect(value).toMatch(/^https:\/\/id\.example\//);
    expect(metadata).toMatchObject({
      issuer: 'https://id.example',
      token_endpoint: 'https://id.example/authorization/token',
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access', 'deliveries'],
    });
  });

  it('promises only grant types that the endpoint serves', async () => {
    const core = new Core();
    const authorization = basic(core.memory.client());
    for (const grant_type of of(false).grant_types_supported)
      await expect(core.send({ grant_type }, { authorization }).catch(errorOf)).resolves.not.toBe(
        'unsupported_grant_type',
      );
  });

  it('names the registration endpoint where programs may register (RFC 7591 §3)', () => {
    expect(of(true)).toHaveProperty('registration_endpoint');
    expect(of(false)).not.toHaveProperty('registration_endpoint');
  });
});

function errorOf(error: { error: string }): string {
  return error.error;
}
