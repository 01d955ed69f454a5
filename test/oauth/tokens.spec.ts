/** @database sqlite */
import { signedBy, testKey } from '../support/jwt.js';
import { claimsOf } from '../support/wire.js';
import { basic, Core, refused } from './core.js';
import type { TestClient, TestPerson } from './in-memory.js';

let core: Core;
let client: TestClient;
let person: TestPerson;
beforeEach(() => {
  core = new Core();
  client = core.memory.client();
  person = core.memory.person();
});

const introspect = (token: string, by = client) =>
  core.server.introspect({ parameters: { token }, authorization: basic(by) });
const revoke = (token: string, by = client) =>
  core.server.revoke({ parameters: { token }, authorization: basic(by) });

describe('verifying a token (RFC 9068 §4)', () => {
  it('tells who acts, and what they may do now', async () => {
    const { access_token } = await core.tokensFor(client, person, { scope: 'deliveries tasks' });
    expect(await core.server.verify(access_token)).toMatchObject({
      client: { id: client.id },
      person: { id: person.id },
      subject: person.id,
      scope: ['deliveries', 'tasks'],
      effectiveScopes: ['deliveries', 'tasks'],
      audience: 'https://id.example',
      personal: false,
      ownLogin: false,
    });
    person.scope = ['tasks'];
    expect((await core.server.verify(access_token))?.effectiveScopes).toEqual(['tasks']);
    client.scope = ['deliveries'];
    expect((await core.server.verify(access_token))?.effectiveScopes).toEqual([]);
  });

  it('ends with its time, the app, the person, and all tokens of either', async () => {
    const { access_token } = await core.tokensFor(client, person);
    const { clients, people } = core.memory;
    const isOver = async (end: () => void, undo: () => void) => {
      end();
      expect(await core.opens(access_token)).toBe(false);
      undo();
      expect(await core.opens(access_token)).toBe(true);
    };
    const byId = [() => clients.delete(client.id), () => clients.set(client.id, client)] as const;
    await isOver(...byId);
    await isOver(
      () => people.delete(person.id),
      () => people.set(person.id, person),
    );
    await isOver(
      () => (client.epoch += 1),
      () => (client.epoch -= 1),
    );
    await isOver(
      () => (person.epoch += 1),
      () => (person.epoch -= 1),
    );
    await isOver(
      () => core.memory.advance(3_600_000),
      () => core.memory.advance(-3_600_000),
    );
  });

  it('takes our own access tokens alone', async () => {
    const { access_token, id_token, refresh_token } = await core.tokensFor(client, person, {
      scope: 'openid',
    });
    const forged = signedBy(testKey(), { typ: 'at+jwt' }, claimsOf(access_token));
    for (const token of [
      id_token,
      refresh_token,
      forged,
      `${access_token}x`,
      '',
      'x'.repeat(13_000),
    ])
      expect(await core.server.verify(token)).toBeUndefined();
    const { iss: _, ...claims } = claimsOf(access_token);
    const elsewhere = { ...claims, iss: 'https://other.example' };
    const { signer } = core.memory.ports;
    expect(await core.opens(signer.sign(elsewhere, 'at+jwt'))).toBe(false);
  });
});

describe('introspection (RFC 7662)', () => {
  it('tells an app of its tokens (§2.2)', async () => {
    const { access_token, refresh_token } = await core.tokensFor(client, person);
    const iat = core.memory.time / 1000;
    const about = { active: true, scope: 'deliveries', client_id: client.id, sub: person.id };
    const ours = { iss: 'https://id.example', aud: 'https://id.example', iat };
    expect(await introspect(access_token)).toEqual({
      ...about,
      ...ours,
      username: person.username,
      token_type: 'Bearer',
      exp: iat + 3_600,
      jti: claimsOf(access_token).jti,
    });
    expect(await introspect(refresh_token)).toEqual({
      ...about,
      ...ours,
      username: person.username,
      token_type: 'refresh_token',
      exp: iat + 14 * 86_400,
    });
  });

  it('tells others only of what is meant for them, or everything to who may see all', async () => {
    const api = core.memory.client({ url: 'https://api.example/' });
    const all = core.memory.client({ scope: ['backend'] });
    const { access_token, refresh_token } = await core.tokensFor(client, person, {
      resource: 'https://api.example/',
    });
    const stranger = core.memory.client();
    expect(await introspect(access_token, stranger)).toEqual({ active: false });
    expect(await introspect(access_token, api)).toMatchObject({ active: true });
    expect(await introspect(access_token, all)).toMatchObject({ active: true });
    expect(await introspect(refresh_token, all)).toEqual({ active: false });
  });

  it('shows what is over, unknown or used as the same', async () => {
    const { access_token, refresh_token } = await core.own(client);
    expect(await introspect(refresh_token)).toMatchObject({ active: true, sub: client.id });
    await core.refresh(client, refresh_token);
    for (const token of [access_token, refresh_token, 'unknown'])
      expect(await introspect(token)).toEqual({ active: false });
  });

  it('is for apps that authenticate (§2.1)', async () => {
    const { id } = core.memory.client({ authentication: ['none'] });
    const parameters = { token: 'x', client_id: id };
    await refused(core.server.introspect({ parameters }), 'invalid_client');
    await refused(introspect(''), 'invalid_request');
  });
});

describe('revocation (RFC 7009)', () => {
  it('ends an access token alone, and a refresh token with its family (§2.1)', async () => {
    const tokens = await core.tokensFor(client, person);
    await revoke(tokens.access_token);
    expect(await core.opens(tokens.access_token)).toBe(false);
    const next = await core.refresh(client, tokens.refresh_token);
    await revoke(next.refresh_token);
    expect(await core.opens(next.access_token)).toBe(false);
    await refused(core.refresh(client, next.refresh_token), 'invalid_grant');
  });

  it('ends a family that has left nothing so far', async () => {
    const { access_token, refresh_token } = await core.own(client);
    await revoke(refresh_token);
    expect(await core.opens(access_token)).toBe(false);
    await refused(core.refresh(client, refresh_token), 'invalid_grant');
  });

  it('takes what is unknown or over without a word (§2.2)', async () => {
    const { access_token } = await core.own(client);
    await revoke(access_token);
    await revoke(access_token);
    await revoke('unknown');
    await refused(revoke(''), 'invalid_request');
  });

  it('refuses another client’s token, which lives on (§2.1)', async () => {
    const { access_token, refresh_token } = await core.tokensFor(client, person);
    const other = core.memory.client();
    await refused(revoke(access_token, other), 'unauthorized_client');
    await refused(revoke(refresh_token, other), 'unauthorized_client');
    expect(await core.opens(access_token)).toBe(true);
    await core.refresh(client, refresh_token);
  });
});

describe('what people log in with themselves', () => {
  it('is a login, which opens what their role opens now and is renewed in its own place', async () => {
    const login = await core.server.login(person, true);
    person.scope = ['deliveries', 'backend'];
    expect(await core.server.verify(login.accessToken)).toMatchObject({
      effectiveScopes: ['deliveries', 'backend'],
      ownLogin: true,
      secondFactor: true,
    });
    const token = login.refreshToken ?? '';
    const renewed = await core.server.renewLogin(token);
    expect(await core.opens(login.accessToken)).toBe(false);
    expect(await core.opens(renewed.accessToken)).toBe(true);
    await refused(core.refresh(client, renewed.refreshToken ?? ''), 'invalid_grant');
  });

  it('is a personal token, which opens what it says until its end', async () => {
    const expiresAt = core.memory.time + 60_000;
    const facts = { name: 'a script', scope: ['tasks'], expiresAt };
    const { grant, token } = core.server.personalToken(person, facts);
    expect(await core.opens(token)).toBe(false);
    await core.memory.ports.grants.start(grant);
    expect(await core.server.verify(token)).toMatchObject({
      personal: true,
      subject: person.id,
      effectiveScopes: ['tasks'],
      ownLogin: false,
    });
    expect(await core.opens(`${token}x`)).toBe(false);
    core.memory.advance(60_000);
    expect(await core.opens(token)).toBe(false);
  });
});
