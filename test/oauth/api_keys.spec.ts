/** @database sqlite */
import { createSecret, PREFIX } from '../../src/common/identifiers.js';
import { basic, Core, refused } from './core.js';
import type { TestClient } from './in-memory.js';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';

describe('an API key', () => {
  const core = new Core();
  const { memory, server } = core;
  let client: TestClient;
  let key: string;

  beforeEach(() => {
    client = memory.client();
    key = memory.apiKeys.add({ clientId: client.id, scope: ['deliveries', 'openid'] });
  });

  const message = (token: string, by = client) => ({
    parameters: { token },
    authorization: basic(by),
  });

  it('acts as its app, for itself, with what it and the app both may do', async () => {
    const verified = await server.verify(key);
    expect(verified).toMatchObject({
      subject: client.id,
      client: { id: client.id },
      effectiveScopes: ['deliveries', 'openid'],
      audience: memory.ports.issuer,
      ownLogin: false,
      secondFactor: false,
      apiKey: { id: expect.stringMatching(/^key_/), tail: key.slice(-4) },
    });
    expect(verified?.person).toBeUndefined();
    expect(verified?.grantId).toBeUndefined();
    memory.clients.set(client.id, { ...client, scope: ['deliveries.read'] });
    expect(await server.verify(key)).toMatchObject({
      effectiveScopes: ['deliveries.read', 'openid'],
    });
  });

  it('is recalled at once, and is the same while nothing changes', async () => {
    const verified = await server.verify(key);
    expect(server.recall(key)).toBe(verified);
    memory.clients.delete(client.id);
    expect(server.recall(key)).toBeUndefined();
    expect(await server.verify(key)).toBeUndefined();
  });

  it.each([
    ['its tokens must be bound to a key pair', { dpop: true }],
    ['it is public', { authentication: ['none' as const] }],
  ])('opens nothing of an app while %s', async (_, facts) => {
    memory.clients.set(client.id, { ...client, ...facts });
    expect(await server.verify(key)).toBeUndefined();
  });

  it('works for the account of its app, as long as the owner may use it', async () => {
    const owner = memory.person();
    memory.accounts.set('acc', [owner.id]);
    const bound = memory.client({ ownerId: owner.id, account: 'acc' });
    const text = memory.apiKeys.add({ clientId: bound.id, scope: ['deliveries'] });
    expect(await server.verify(text)).toMatchObject({ account: 'acc' });
    memory.accounts.set('acc', []);
    expect(await server.verify(text)).toBeUndefined();
  });

  it.each([
    'AKIA-of-somebody-else',
    'SG.abcdefghij.klmnopqrst',
    'eyJrIjoiYSBrZXkgb2Ygc29tZWJvZHkgZWxzZSJ9',
  ])('may be any text that callers hold already: %s', async (text) => {
    memory.apiKeys.add({ clientId: client.id, scope: ['tasks'] }, text);
    expect(await server.verify(text)).toMatchObject({ effectiveScopes: ['tasks'] });
  });

  it('may be no JWT: those are access tokens', async () => {
    const text = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.';
    memory.apiKeys.add({ clientId: client.id, scope: ['tasks'] }, text);
    expect(await server.verify(text)).toBeUndefined();
    expect(server.recall(text)).toBeUndefined();
  });

  it('is neither exchanged nor the proof of an actor, and no refresh token', async () => {
    const trusted = memory.client({ firstParty: true });
    const of = (text: string) => ({ subject_token: text, subject_token_type: ACCESS });
    await refused(core.token(client, { grant_type: EXCHANGE, ...of(key) }), 'invalid_request');
    await refused(core.token(trusted, { grant_type: EXCHANGE, ...of(key) }), 'invalid_request');
    await refused(core.refresh(client, key), 'invalid_grant');
    const { access_token } = await core.tokensFor(client, memory.person());
    const actor = { actor_token: key, actor_token_type: ACCESS };
    const whole = { grant_type: EXCHANGE, ...of(access_token), ...actor };
    await refused(core.token(client, whole), 'invalid_request');
  });

  it('is told to its app by introspection, and to nobody else (RFC 7662 §2.2)', async () => {
    expect(await server.introspect(message(key))).toEqual({
      active: true,
      scope: 'deliveries openid',
      client_id: client.id,
      token_type: 'Bearer',
      iat: Math.floor(memory.time / 1000),
      sub: client.id,
      aud: memory.ports.issuer,
      iss: memory.ports.issuer,
    });
    const expiresAt = memory.time + 60_000;
    const short = memory.apiKeys.add({ clientId: client.id, scope: ['tasks'], expiresAt });
    const exp = expiresAt / 1000;
    expect(await server.introspect(message(short))).toMatchObject({ active: true, exp });
    expect(await server.introspect(message(key, memory.client()))).toEqual({ active: false });
    const unknown = createSecret(PREFIX.apiKey);
    expect(await server.introspect(message(unknown))).toEqual({ active: false });
  });

  it('is ended by its app, and by no other (RFC 7009 §2.1)', async () => {
    await refused(server.revoke(message(key, memory.client())), 'unauthorized_client');
    expect(await core.opens(key)).toBe(true);
    await server.revoke(message(key));
    expect(await core.opens(key)).toBe(false);
    await server.revoke(message(key));
  });
});
