/** @database sqlite */
import { randomUUID } from 'node:crypto';
import { answerAt, authorizeUrl, Browser, CALLBACK } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { operations } from '../support/operations.js';
import { proofBy, signedBy, type TestKey, testKey } from '../support/jwt.js';
import { testbed } from '../support/testbed.js';
import type { Message } from '../support/wire.js';

const TOKEN = '/authorization/token';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Members that other files try: `end_session` is a page, the others have a file each. */
const ELSEWHERE = [
  'end_session_endpoint', // openid.spec.ts, browser tests
  'client_id_metadata_document_supported', // client_metadata_document.spec.ts
  'claims_supported', // openid.spec.ts
  'id_token_signing_alg_values_supported', // openid.spec.ts
  'subject_types_supported', // openid.spec.ts
  'authorization_response_iss_parameter_supported', // authorization_code.spec.ts
];

describe('metadata promises what an exchange keeps, member by member', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const tried = new Set<string>(ELSEWHERE);
  const keys: Record<string, TestKey> = {};
  let metadata: Record<string, any>;
  let owner: Person;
  let app: TestApp;
  let open: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    await cast.setting('oauth.dynamic_registration', 'token');
    metadata = (await bed.wire.get('/.well-known/openid-configuration')).body;
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    open = await cast.app({ owner, type: 'public', redirectUris: [CALLBACK] });
    browser = new Browser(bed);
    await browser.signIn(owner);
    for (const alg of metadata.token_endpoint_auth_signing_alg_values_supported)
      keys[alg] = testKey(alg);
    const body = { jwks: { keys: Object.values(keys).map(({ jwk }) => jwk) } };
    const { token } = owner;
    expectStatus(200, await bed.wire.put(`/consumer/app/${app.id}`, { token, body }));
  });

  const promised = (member: string): any => {
    tried.add(member);
    expect(metadata).toHaveProperty(member);
    return metadata[member];
  };
  const pathOf = (url: string) => url.slice(bed.url.length);
  const assertion = (alg: string) => {
    const key = keys[alg];
    if (!key) throw new Error(`No key for ${alg}`);
    const now = Math.floor(bed.clock.now() / 1000);
    const claims = { aud: bed.url, iat: now, exp: now + 60, jti: randomUUID() };
    return signedBy(key, { kid: key.jwk.kid }, { iss: app.appKey, sub: app.appKey, ...claims });
  };
  /** A message that authenticates by this method. */
  const by = (method: string, form: Record<string, string>, alg = 'ES256'): Message => {
    if (method === 'client_secret_basic') return { basic: [app.appKey, app.appSecret], form };
    const body: Record<string, Record<string, string>> = {
      client_secret_post: { client_id: app.appKey, client_secret: app.appSecret },
      private_key_jwt: { client_assertion_type: ASSERTION, client_assertion: assertion(alg) },
      none: { client_id: open.appKey },
    };
    const credentials = body[method];
    if (!credentials) throw new Error(`Nobody knows ${method}.`);
    return { form: { ...form, ...credentials } };
  };
  const authorize = async (wishes: Record<string, string | undefined>) => {
    const { headers } = await browser.send('GET', authorizeUrl(app, wishes));
    return headers.location?.startsWith(CALLBACK)
      ? answerAt(headers.location).get('error')
      : headers.location;
  };

  it('both documents have the same members', async () => {
    const server = await bed.wire.get('/.well-known/oauth-authorization-server');
    expect(expectStatus(200, server).body).toEqual(metadata);
  });

  it('every endpoint and document answers', async () => {
    expect(promised('issuer')).toBe(bed.url);
    expectStatus(200, await bed.wire.get(pathOf(promised('jwks_uri'))));
    const docs = await bed.wire.get(pathOf(promised('service_documentation')));
    expect(expectStatus(302, docs).headers.location).toBe('/reference');
    const posts = ['token', 'revocation', 'introspection', 'device_authorization', 'registration'];
    for (const name of [...posts, 'pushed_authorization_request'])
      expect([400, 401]).toContain(
        (await bed.wire.post(pathOf(promised(`${name}_endpoint`)), { form: {} })).status,
      );
    expectStatus(400, await bed.wire.get(pathOf(promised('authorization_endpoint'))));
    expectStatus(401, await bed.wire.get(pathOf(promised('userinfo_endpoint'))));
  });

  it('every grant type is served, and no other', async () => {
    const ask = async (grant_type: string) =>
      (await bed.wire.post(TOKEN, by('client_secret_basic', { grant_type }))).body.error;
    for (const grant of promised('grant_types_supported'))
      expect([grant, await ask(grant)]).not.toEqual([grant, 'unsupported_grant_type']);
    for (const grant of ['implicit', 'urn:ietf:params:oauth:grant-type:jwt-bearer', '__proto__'])
      expect([grant, await ask(grant)]).toEqual([grant, 'unsupported_grant_type']);
  });

  it('every way of client authentication works where it is named', async () => {
    for (const method of promised('token_endpoint_auth_methods_supported')) {
      const form = { grant_type: 'refresh_token', refresh_token: 'gate_ref_x' };
      const { body } = await bed.wire.post(TOKEN, by(method, form));
      expect([method, body.error]).toEqual([method, 'invalid_grant']);
    }
    for (const method of promised('revocation_endpoint_auth_methods_supported'))
      expectStatus(200, await bed.wire.post('/authorization/revoke', by(method, { token: 'x' })));
    const introspect = '/authorization/introspect';
    for (const method of promised('introspection_endpoint_auth_methods_supported'))
      expectStatus(200, await bed.wire.post(introspect, by(method, { token: 'x' })));
    expectStatus(401, await bed.wire.post(introspect, by('none', { token: 'x' })));
  });

  it('every algorithm of a client’s signature is taken, at each endpoint', async () => {
    const own = { grant_type: 'client_credentials' };
    for (const alg of promised('token_endpoint_auth_signing_alg_values_supported'))
      expectStatus(200, await bed.wire.post(TOKEN, by('private_key_jwt', own, alg)));
    for (const name of ['revocation', 'introspection'])
      for (const alg of promised(`${name}_endpoint_auth_signing_alg_values_supported`)) {
        const path = pathOf(metadata[`${name}_endpoint`]);
        expectStatus(200, await bed.wire.post(path, by('private_key_jwt', { token: 'x' }, alg)));
      }
  });

  it('every algorithm of a DPoP proof is taken', async () => {
    for (const alg of promised('dpop_signing_alg_values_supported')) {
      const key = testKey(alg);
      const claims = () => ({
        htm: 'POST',
        htu: bed.url + TOKEN,
        iat: Math.floor(bed.clock.now() / 1000),
      });
      const message = by('client_secret_basic', { grant_type: 'client_credentials' });
      const send = (dpop: string) => bed.wire.post(TOKEN, { ...message, headers: { dpop } });
      const nonce = String((await send(proofBy(key, claims()))).headers['dpop-nonce']);
      const { body } = expectStatus(200, await send(proofBy(key, { ...claims(), nonce })));
      expect(body.token_type).toBe('DPoP');
    }
  });

  it('the code flow with its answer in the query and S256, and nothing else', async () => {
    const consent = expect.stringContaining('/consent/');
    for (const response_type of promised('response_types_supported'))
      expect(await authorize({ response_type })).toEqual(consent);
    for (const response_mode of promised('response_modes_supported'))
      expect(await authorize({ response_mode })).toEqual(consent);
    for (const code_challenge_method of promised('code_challenge_methods_supported'))
      expect(await authorize({ code_challenge_method })).toEqual(consent);
    expect(await authorize({ response_type: 'id_token' })).toBe('unsupported_response_type');
    expect(await authorize({ response_mode: 'fragment' })).toBe('invalid_request');
    expect(await authorize({ code_challenge_method: 'plain' })).toBe('invalid_request');
  });

  it('the prompts, and what is said not to be supported is not', async () => {
    for (const prompt of promised('prompt_values_supported'))
      expect(await authorize({ prompt })).not.toBe('invalid_request');
    expect(await authorize({ prompt: 'unheard_of' })).toBe('invalid_request');
    expect(promised('request_parameter_supported')).toBe(false);
    expect(await authorize({ request: 'x' })).toBe('request_not_supported');
    expect(promised('request_uri_parameter_supported')).toBe(false);
    const request_uri = 'https://app.example.org/request';
    expect(await authorize({ request_uri })).toBe('request_uri_not_supported');
    expect(promised('claims_parameter_supported')).toBe(true);
    expect(await authorize({ claims: '{"id_token":{"email":null}}' })).toContain('/consent/');
  });

  it('every scope opens something, and every operation’s scope is below one', async () => {
    const scopes: string[] = promised('scopes_supported');
    const identity = ['openid', 'profile', 'email', 'offline_access'];
    expect(scopes).toEqual(expect.arrayContaining(identity));
    const needed = (await operations(cast)).flatMap(({ scope }) => scope?.split(' ') ?? []);
    const isBelow = (name: string, scope: string) => name === scope || name.startsWith(`${scope}.`);
    const idle = scopes.filter(
      (scope) => !identity.includes(scope) && !needed.some((name) => isBelow(name, scope)),
    );
    expect(idle).toEqual([]);
    const lost = needed.filter((name) => !scopes.some((scope) => isBelow(name, scope)));
    expect(lost).toEqual([]);
  });

  it('no member went untried', () => {
    expect(Object.keys(metadata).filter((member) => !tried.has(member))).toEqual([]);
  });
});
