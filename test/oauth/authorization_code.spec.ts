/** @database sqlite */
import { createHash } from 'node:crypto';
import type { OAuthErrorCode } from '../../src/oauth/errors.js';
import { claimsOf } from '../support/wire.js';
import { authorizationOf, CALLBACK, Core, refused, VERIFIER } from './core.js';
import type { TestClient, TestPerson } from './in-memory.js';

let core: Core;
let client: TestClient;
let person: TestPerson;
beforeEach(() => {
  core = new Core();
  client = core.memory.client();
  person = core.memory.person();
});

describe('an authorization request (RFC 6749 §4.1.1)', () => {
  const look = (wanted: Record<string, string | undefined> = {}) =>
    core.server.authorization(authorizationOf(client, wanted), 'look');
  const refusesBy = async (error: OAuthErrorCode, wanted: Record<string, string | undefined>) =>
    expect(await look(wanted)).toMatchObject({
      outcome: 'refused',
      error: { error },
      to: { redirectUri: CALLBACK },
    });

  it('is read with all that it asks for', async () => {
    core.memory.client({ url: 'https://api.example/' });
    const wanted = {
      scope: 'openid deliveries account:theirs',
      state: 'a state',
      nonce: 'a nonce',
      resource: 'https://api.example',
      prompt: 'consent login',
      max_age: '60',
      response_mode: 'form_post',
    };
    expect(await look(wanted)).toMatchObject({
      outcome: 'valid',
      request: {
        clientId: client.id,
        redirectUri: CALLBACK,
        redirectUriSent: true,
        scope: ['openid', 'deliveries'],
        account: 'theirs',
        state: 'a state',
        nonce: 'a nonce',
        resource: 'https://api.example/',
        prompt: 'login',
        maxAge: 60,
        responseMode: 'form_post',
      },
    });
  });

  it('is never redirected while client or redirect URI cannot be trusted (RFC 6749 §4.1.2.1)', async () => {
    for (const wanted of [
      { client_id: undefined },
      { client_id: 'gate_app_nobody' },
      { redirect_uri: `${CALLBACK}/more` },
      { redirect_uri: `${CALLBACK}?more` },
      { redirect_uri: undefined, scope: 'openid' },
      { client_secret: client.secret },
    ])
      await refused(look(wanted), 'invalid_request');
  });

  it('may leave out the redirect URI where there is one, and any port on the own machine (RFC 8252 §7.3)', async () => {
    expect(await look({ redirect_uri: undefined })).toMatchObject({
      request: { redirectUri: CALLBACK, redirectUriSent: false },
    });
    client.redirectUris = ['http://127.0.0.1/back'];
    const redirect_uri = 'http://127.0.0.1:5123/back';
    expect(await look({ redirect_uri })).toMatchObject({ request: { redirectUri: redirect_uri } });
    await refused(
      look({ redirect_uri: 'http://127.0.0.1:1@evil.example/back' }),
      'invalid_request',
    );
  });

  it('needs PKCE with S256 (RFC 7636 §4.3, RFC 9700 §2.1.1)', async () => {
    await refusesBy('invalid_request', { code_challenge: undefined });
    await refusesBy('invalid_request', { code_challenge_method: undefined });
    await refusesBy('invalid_request', { code_challenge_method: 'plain' });
    await refusesBy('invalid_request', { code_challenge: VERIFIER });
  });

  it('tells the client of everything else that is wrong', async () => {
    await refusesBy('unsupported_response_type', { response_type: 'token' });
    await refusesBy('invalid_request', { response_type: undefined });
    await refusesBy('invalid_request', { response_mode: 'fragment' });
    await refusesBy('request_not_supported', { request: 'a.b.c' });
    await refusesBy('request_uri_not_supported', { request_uri: 'https://app.example/request' });
    await refusesBy('invalid_scope', { scope: 'backend' });
    await refusesBy('invalid_target', { resource: 'https://nobody.example' });
    await refusesBy('invalid_request', { prompt: 'none login' });
    await refusesBy('invalid_request', { max_age: '-1' });
    await refusesBy('invalid_request', { state: 'x'.repeat(8_193) });
    await refusesBy('invalid_request', { id_token_hint: 'foreign' });
    client.grantTypes = ['client_credentials'];
    await refusesBy('unauthorized_client', {});
  });

  it('is answered with iss, in the query or by a page that posts it (RFC 9207 §2)', async () => {
    const found = await look({ state: 'a state' });
    if (found.outcome === 'refused') throw found.error;
    const consent = { scope: ['deliveries'], authTime: 0 };
    const url = new URL(await core.server.code(found.request, { client, person }, consent));
    expect(url.origin + url.pathname).toBe(CALLBACK);
    expect([...url.searchParams.keys()]).toEqual(['code', 'state', 'iss']);
    const posted = { ...found.request, responseMode: 'form_post' as const };
    const page = new URL(await core.server.code(posted, { client, person }, consent));
    expect(page.pathname).toBe('/posting');
    expect([...page.searchParams.keys()]).toEqual(['code', 'state', 'iss', 'to']);
  });
});

describe('an authorization code (RFC 6749 §4.1.3)', () => {
  it('gives tokens for what the person granted', async () => {
    const tokens = await core.tokensFor(client, person);
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'deliveries' });
    expect(claimsOf(tokens.access_token)).toMatchObject({
      sub: person.id,
      client_id: client.id,
      auth_time: core.memory.time / 1000,
    });
  });

  it('gives them to one of many, and ends them when the code comes again (§4.1.2)', async () => {
    const code = await core.code(client, person);
    const tokens = await core.redeem(client, code);
    expect(await core.opens(tokens.access_token)).toBe(true);
    await refused(core.redeem(client, code), 'invalid_grant');
    expect(await core.opens(tokens.access_token)).toBe(false);
    await refused(core.refresh(client, tokens.refresh_token), 'invalid_grant');
  });

  it('gives nothing when a second user comes while the first is on the way to their tokens', async () => {
    const code = await core.code(client, person);
    const { people } = core.memory.ports;
    const find = async (id: string) => {
      await refused(core.redeem(client, code), 'invalid_grant');
      return people.find(id);
    };
    core.memory.ports.people = { ...people, find };
    await refused(core.redeem(client, code), 'invalid_grant');
  });

  it('is over after a minute', async () => {
    const code = await core.code(client, person);
    core.memory.advance(60_000);
    await refused(core.redeem(client, code), 'invalid_grant');
  });

  it.each([
    ['another verifier (RFC 7636 §4.6)', { code_verifier: `${VERIFIER}x` }],
    ['no verifier', { code_verifier: undefined }],
    ['another redirect URI', { redirect_uri: 'https://app.example/other' }],
    ['no redirect URI where the request had one', { redirect_uri: undefined }],
  ])('is refused with %s, and used up by the try', async (_, wrong) => {
    const code = await core.code(client, person);
    await refused(core.redeem(client, code, wrong), 'invalid_grant');
    await refused(core.redeem(client, code), 'invalid_grant');
  });

  it('is for its own client', async () => {
    const code = await core.code(client, person);
    await refused(core.redeem(core.memory.client(), code), 'invalid_grant');
    await refused(core.redeem(client, code), 'invalid_grant');
  });

  it('is void once the person or the app has ended what it stands for', async () => {
    const [one, two, three] = [
      await core.code(client, person),
      await core.code(client, person),
      await core.code(client, person),
    ];
    client.epoch += 1;
    await refused(core.redeem(client, one), 'invalid_grant');
    client.epoch -= 1;
    person.epoch += 1;
    await refused(core.redeem(client, two), 'invalid_grant');
    core.memory.people.delete(person.id);
    await refused(core.redeem(client, three), 'invalid_grant');
  });

  it('comes with an ID token for openid (OpenID Connect Core §3.1.3.3, §5.5)', async () => {
    const asked = { email: null };
    const { id_token, access_token, refresh_token } = await core.tokensFor(client, person, {
      scope: 'openid email deliveries',
      nonce: 'a nonce',
      claims: JSON.stringify({ id_token: asked }),
    });
    const hash = createHash('sha256').update(access_token).digest().subarray(0, 16);
    expect(claimsOf(id_token)).toEqual({
      iss: 'https://id.example',
      sub: person.id,
      aud: client.id,
      iat: core.memory.time / 1000,
      exp: core.memory.time / 1000 + 3_600,
      auth_time: core.memory.time / 1000,
      nonce: 'a nonce',
      at_hash: hash.toString('base64url'),
      email: person.email,
    });
    expect((await core.tokensFor(client, person)).id_token).toBeUndefined();
    const again = await core.refresh(client, refresh_token);
    expect(claimsOf(again.id_token)).toMatchObject({ sub: person.id });
    expect(claimsOf(again.id_token).nonce).toBeUndefined();
  });
});

describe('signing out (OpenID Connect RP-Initiated Logout §2, §3)', () => {
  it('leads to a registered address of the client that the hint is about', async () => {
    client.postLogoutRedirectUris = ['https://app.example/bye'];
    const { id_token: idTokenHint } = await core.tokensFor(client, person, { scope: 'openid' });
    const postLogoutRedirectUri = 'https://app.example/bye';
    const wanted = { idTokenHint, postLogoutRedirectUri, state: 'a state' };
    expect(await core.server.afterLogout(wanted)).toEqual({
      redirectTo: 'https://app.example/bye?state=a+state',
      subject: person.id,
    });
    expect(await core.server.afterLogout({ idTokenHint })).toMatchObject({ redirectTo: null });
    const elsewhere = { ...wanted, postLogoutRedirectUri: CALLBACK };
    await refused(core.server.afterLogout(elsewhere), 'invalid_request');
    await refused(core.server.afterLogout({ idTokenHint: 'foreign' }), 'invalid_request');
  });
});
