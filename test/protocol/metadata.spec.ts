/** @database sqlite */
import * as oauth from 'oauth4webapi';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { SigningKeys } from '../../src/auth/keys/signing-keys.js';
import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const SERVER = '/.well-known/oauth-authorization-server';
const RESOURCE = '/.well-known/oauth-protected-resource';

describe('metadata', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  beforeAll(async () => {
    app = await cast.app();
  });

  const jwks = async () =>
    expectStatus(200, await bed.wire.get('/.well-known/jwks.json')).body as {
      keys: Record<string, string>[];
    };

  describe('of the authorization server (RFC 8414)', () => {
    it('names the standard endpoint and what it can do', async () => {
      const { body } = expectStatus(200, await bed.wire.get(SERVER));
      expect(body).toMatchObject({
        issuer: bed.url,
        token_endpoint: `${bed.url}/authorization/token`,
        revocation_endpoint: `${bed.url}/authorization/revoke`,
        jwks_uri: `${bed.url}/.well-known/jwks.json`,
      });
      expect(body.grant_types_supported).toEqual(
        expect.arrayContaining(['client_credentials', 'refresh_token']),
      );
    });

    it('promises no endpoint that is not there', async () => {
      const { body } = await bed.wire.get(SERVER);
      // Signing out is a page, which the browser tests open.
      const endpoints = Object.entries<string>(body).filter(
        ([name]) => /_endpoint$|_uri$/.test(name) && name !== 'end_session_endpoint',
      );
      for (const [, url] of endpoints) {
        const { status } = await bed.wire.get(url.slice(bed.url.length));
        expect([url, status === 404]).toEqual([url, false]);
      }
    });

    it('is not answered for another issuer, which an inserted path names (§3.3)', async () => {
      expectStatus(404, await bed.wire.get(`${SERVER}/some/tenant`));
    });

    it('never takes the issuer from the Host header', async () => {
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
      const { text } = await bed.wire.get(SERVER, { headers });
      expect(text).not.toContain('evil.example');
    });
  });

  it('of the resource (RFC 9728) names the authorization server', async () => {
    expect(expectStatus(200, await bed.wire.get(RESOURCE)).body).toMatchObject({
      resource: bed.url,
      authorization_servers: [bed.url],
      bearer_methods_supported: ['header'],
    });
    // An inserted path names another resource (§3.3).
    expectStatus(404, await bed.wire.get(`${RESOURCE}/api/deliveries`));
  });

  describe('the keys (RFC 7517)', () => {
    it('are public halves alone, and verify what we sign', async () => {
      const set = await jwks();
      for (const key of set.keys) {
        expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' });
        expect(key.kid).toEqual(expect.any(String));
        expect(Object.keys(key)).not.toContain('d');
      }
      const token = await cast.token(app);
      const { payload } = await jwtVerify(token, createLocalJWKSet(set as never), {
        issuer: bed.url,
        audience: bed.url,
        typ: 'at+jwt',
        algorithms: ['ES256'],
      });
      expect(payload.sub).toBe(app.appKey);
    });

    it('rotate without anybody noticing: the next key is published before it signs', async () => {
      const before = await jwks();
      const old = await cast.token(app);
      await bed.app.get(SigningKeys).rotate();
      const after = await jwks();
      const kid = (token: string) =>
        JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
      const fresh = await cast.token(app);
      expect(kid(fresh)).not.toBe(kid(old));
      expect(before.keys.map((key) => key.kid)).toContain(kid(fresh));
      expect(after.keys.map((key) => key.kid)).toContain(kid(old));
      for (const token of [old, fresh])
        expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
      await bed.restart();
      for (const token of [old, fresh])
        expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
    });
  });

  describe('a strict foreign client (oauth4webapi)', () => {
    const insecure = { [oauth.allowInsecureRequests]: true };
    const discover = async () => {
      const issuer = new URL(bed.url);
      const answer = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
      return oauth.processDiscoveryResponse(issuer, answer);
    };

    it.each([
      ['Basic', () => oauth.ClientSecretBasic(app.appSecret)],
      ['the body', () => oauth.ClientSecretPost(app.appSecret)],
    ])('discovers, gets a token by %s, calls, refreshes and revokes', async (_, authentication) => {
      const server = await discover();
      const client: oauth.Client = { client_id: app.appKey };
      const auth = authentication();
      const asked = new URLSearchParams({ scope: 'deliveries' });
      const tokens = await oauth.processClientCredentialsResponse(
        server,
        client,
        await oauth.clientCredentialsGrantRequest(server, client, auth, asked, insecure),
      );
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'deliveries' });

      const call = await oauth.protectedResourceRequest(
        tokens.access_token,
        'POST',
        new URL('/api/deliveries', bed.url),
        new Headers({ 'content-type': 'application/json' }),
        JSON.stringify({ title: 'lorem ipsum' }),
        insecure,
      );
      expect(call.status).toBe(201);

      const refreshed = await oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(
          server,
          client,
          auth,
          tokens.refresh_token ?? '',
          insecure,
        ),
      );
      const revocation = await oauth.revocationRequest(
        server,
        client,
        auth,
        refreshed.refresh_token ?? '',
        insecure,
      );
      await oauth.processRevocationResponse(revocation);
      const after = { token: refreshed.access_token };
      expectStatus(401, await bed.wire.get('/api/deliveries', after));
    });

    it('understands our refusals', async () => {
      const server = await discover();
      const client: oauth.Client = { client_id: app.appKey };
      const answer = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        oauth.ClientSecretBasic('wrong'),
        {},
        insecure,
      );
      const refusal = oauth.processClientCredentialsResponse(server, client, answer);
      await expect(refusal).rejects.toMatchObject({ status: 401 });
      const call = oauth.protectedResourceRequest(
        'nonsense',
        'GET',
        new URL('/api/deliveries', bed.url),
        undefined,
        null,
        insecure,
      );
      await expect(call).rejects.toMatchObject({
        cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
      });
    });
  });
});
