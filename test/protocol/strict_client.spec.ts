/** @database sqlite */
import * as oauth from 'oauth4webapi';
import { Browser } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const insecure = { [oauth.allowInsecureRequests]: true };
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';

/** oauth4webapi checks every answer against the RFCs, and finds all it needs in our metadata. */
describe('a strict foreign client (oauth4webapi)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let server: oauth.AuthorizationServer;
  let client: oauth.Client;
  let secret: oauth.ClientAuth;

  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, scopes: ['deliveries', 'tasks', 'authorization', 'openid'] });
    client = { client_id: app.appKey };
    secret = oauth.ClientSecretBasic(app.appSecret);
    const issuer = new URL(bed.url);
    const answer = await oauth.discoveryRequest(issuer, insecure);
    server = await oauth.processDiscoveryResponse(issuer, answer);
  });

  const clientCredentials = async (
    authentication: oauth.ClientAuth,
    options: { DPoP?: oauth.DPoPHandle } = {},
  ) => {
    const asked = new URLSearchParams({ scope: 'deliveries' });
    const send = async () =>
      oauth.processClientCredentialsResponse(
        server,
        client,
        await oauth.clientCredentialsGrantRequest(server, client, authentication, asked, {
          ...options,
          ...insecure,
        }),
      );
    return send().catch((error: unknown) => {
      if (options.DPoP && oauth.isDPoPNonceError(error)) return send();
      throw error;
    });
  };

  it.each(['ES256', 'Ed25519', 'PS256', 'RS256'])('authenticates by its key (%s)', async (alg) => {
    const keys = await oauth.generateKeyPair(alg, { extractable: true });
    const kid = `key of ${alg}`;
    const jwk = await crypto.subtle.exportKey('jwk', keys.publicKey);
    const body = { jwks: { keys: [{ ...jwk, kid }] } };
    const message = { token: owner.token, body };
    expectStatus(200, await bed.wire.put(`/consumer/app/${app.id}`, message));
    const byKey = oauth.PrivateKeyJwt({ key: keys.privateKey, kid });
    expect((await clientCredentials(byKey)).scope).toBe('deliveries');
  });

  it.each(['ES256', 'Ed25519', 'PS256', 'RS256'])('proves its key (%s)', async (alg) => {
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair(alg));
    const tokens = await clientCredentials(secret, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const call = await oauth.protectedResourceRequest(
      tokens.access_token,
      'POST',
      new URL('/api/deliveries?page=1', bed.url),
      new Headers({ 'content-type': 'application/json' }),
      JSON.stringify({ title: 'bound' }),
      { DPoP, ...insecure },
    );
    expect(call.status).toBe(201);
    const refreshed = await oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, secret, tokens.refresh_token ?? '', {
        DPoP,
        ...insecure,
      }),
    );
    expect(refreshed.token_type).toBe('dpop');
  });

  it('introspects its tokens', async () => {
    const { access_token } = await clientCredentials(secret);
    const state = await oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, secret, access_token, insecure),
    );
    expect(state).toMatchObject({ active: true, client_id: app.appKey, scope: 'deliveries' });
  });

  it('gets tokens for a device, and exchanges them', async () => {
    const asked = new URLSearchParams({ scope: 'openid deliveries' });
    const device = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      await oauth.deviceAuthorizationRequest(server, client, secret, asked, insecure),
    );
    const poll = async () =>
      oauth.processDeviceCodeResponse(
        server,
        client,
        await oauth.deviceCodeGrantRequest(server, client, secret, device.device_code, insecure),
      );
    await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
    await expect(poll()).rejects.toMatchObject({ error: 'slow_down' });
    const browser = new Browser(bed);
    await browser.signIn(owner);
    const body = { userCode: device.user_code };
    const { consent } = expectStatus(
      200,
      await browser.send('POST', '/portal/device', { body }),
    ).body;
    expectStatus(200, await browser.see(consent));
    expectStatus(200, await browser.decide(consent, 'allow', ['openid', 'deliveries']));
    bed.clock.advance(11_000);
    const tokens = await poll();
    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe(owner.id);

    const parameters = { subject_token: tokens.access_token, subject_token_type: ACCESS };
    const exchanged = await oauth.processGenericTokenEndpointResponse(
      server,
      client,
      await oauth.genericTokenEndpointRequest(
        server,
        client,
        secret,
        EXCHANGE,
        new URLSearchParams(parameters),
        insecure,
      ),
    );
    expect(exchanged.issued_token_type).toBe(ACCESS);
    expect(claimsOf(exchanged.access_token).act).toEqual({ sub: app.appKey });
  });
});
