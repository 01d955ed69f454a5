/** @database sqlite */
import * as oauth from 'oauth4webapi';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = 'deliveries';
const insecure = { [oauth.allowInsecureRequests]: true };

/** Takes nothing for granted: every answer is checked against the RFC's letter. */
describe('oauth4webapi', () => {
  const stage = new Stage();

  const discover = async (algorithm: 'oauth2' | 'oidc' = 'oauth2') => {
    const issuer = new URL(stage.url);
    const answer = await oauth.discoveryRequest(issuer, { algorithm, ...insecure });
    return oauth.processDiscoveryResponse(issuer, answer);
  };
  const clientOf = (app: TestApp): oauth.Client => ({ client_id: app.appKey });
  const basic = (app: TestApp) => oauth.ClientSecretBasic(app.appSecret);

  const ownTokens = async (app = stage.app, authentication = basic(app)) => {
    const server = await discover();
    return oauth.processClientCredentialsResponse(
      server,
      clientOf(app),
      await oauth.clientCredentialsGrantRequest(
        server,
        clientOf(app),
        authentication,
        { scope },
        insecure,
      ),
    );
  };

  interface Wishes {
    app?: TestApp;
    asked?: string;
    /** Sends the request by the back channel first (RFC 9126). */
    push?: boolean;
    DPoP?: oauth.DPoPHandle;
  }

  const walk = async ({ app = stage.app, asked = scope, push, DPoP }: Wishes = {}) => {
    const server = await discover(asked.includes('openid') ? 'oidc' : 'oauth2');
    const client = clientOf(app);
    const authentication = app.appSecret ? basic(app) : oauth.None();
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = asked.includes('openid') ? oauth.generateRandomNonce() : undefined;
    const parameters = new URLSearchParams({
      client_id: app.appKey,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: asked,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(nonce && { nonce }),
    });
    const url = new URL(server.authorization_endpoint ?? '');
    if (push) {
      const pushed = await oauth.pushedAuthorizationRequest(
        server,
        client,
        authentication,
        parameters,
        insecure,
      );
      const { request_uri } = await oauth.processPushedAuthorizationResponse(
        server,
        client,
        pushed,
      );
      url.search = new URLSearchParams({ client_id: app.appKey, request_uri }).toString();
    } else url.search = parameters.toString();
    const answer = oauth.validateAuthResponse(server, client, await stage.agree(url), state);
    const redeem = async () =>
      oauth.processAuthorizationCodeResponse(
        server,
        client,
        await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          answer,
          CALLBACK,
          verifier,
          { DPoP, ...insecure },
        ),
        { expectedNonce: nonce, requireIdToken: nonce !== undefined },
      );
    // A server may ask for its nonce at first (RFC 9449 §8).
    const tokens = await redeem().catch((error: unknown) => {
      if (oauth.isDPoPNonceError(error)) return redeem();
      throw error;
    });
    return { server, client, authentication, tokens };
  };

  it('discovery', async () => {
    for (const algorithm of ['oauth2', 'oidc'] as const)
      expect(await discover(algorithm)).toMatchObject({
        issuer: stage.url,
        authorization_response_iss_parameter_supported: true,
      });
  });

  it('client_credentials', async () => {
    const { appSecret } = stage.app;
    for (const way of [oauth.ClientSecretBasic(appSecret), oauth.ClientSecretPost(appSecret)])
      expect(await stage.takes((await ownTokens(stage.app, way)).access_token)).toBe(true);
  });

  it('password', async () => {
    const server = await discover();
    const { username, password } = stage.person;
    const client = clientOf(stage.ownApp);
    const answer = await oauth.genericTokenEndpointRequest(
      server,
      client,
      basic(stage.ownApp),
      'password',
      { username, password, scope },
      insecure,
    );
    const tokens = await oauth.processGenericTokenEndpointResponse(server, client, answer);
    expect(claimsOf(tokens.access_token).sub).toBe(stage.person.id);
  });

  it('authorization_code', async () => {
    for (const app of [stage.app, stage.publicApp]) {
      const { tokens } = await walk({ app });
      expect(claimsOf(tokens.access_token)).toMatchObject({ sub: stage.person.id, scope });
    }
  });

  it('openid', async () => {
    const { server, client, tokens } = await walk({ asked: 'openid profile email' });
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    expect(claims?.sub).toBe(stage.person.id);
    const answer = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
    const info = await oauth.processUserInfoResponse(server, client, stage.person.id, answer);
    expect(info.email).toBe(stage.person.email);
  });

  it('refresh_token', async () => {
    const { server, client, authentication, tokens } = await walk();
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      tokens.refresh_token ?? '',
      insecure,
    );
    const next = await oauth.processRefreshTokenResponse(server, client, answer);
    expect(await stage.takes(tokens.access_token)).toBe(false);
    expect(await stage.takes(next.access_token)).toBe(true);
  });

  it('device_code', async () => {
    const server = await discover();
    const client = clientOf(stage.publicApp);
    const none = oauth.None();
    const started = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      await oauth.deviceAuthorizationRequest(server, client, none, { scope }, insecure),
    );
    const poll = async () => {
      stage.bed.clock.advance(20_000);
      const code = started.device_code;
      const answer = await oauth.deviceCodeGrantRequest(server, client, none, code, insecure);
      return oauth.processDeviceCodeResponse(server, client, answer);
    };
    await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
    await stage.agreeToDevice(started.user_code);
    expect(await stage.takes((await poll()).access_token)).toBe(true);
  });

  it('introspection', async () => {
    const server = await discover();
    const client = clientOf(stage.app);
    const { access_token } = await ownTokens();
    const answer = await oauth.introspectionRequest(
      server,
      client,
      basic(stage.app),
      access_token,
      insecure,
    );
    const seen = await oauth.processIntrospectionResponse(server, client, answer);
    expect(seen).toMatchObject({ active: true, scope, client_id: stage.app.appKey });
  });

  it('revocation', async () => {
    const server = await discover();
    const { access_token } = await ownTokens();
    const way = basic(stage.app);
    const client = clientOf(stage.app);
    const answer = await oauth.revocationRequest(server, client, way, access_token, insecure);
    await oauth.processRevocationResponse(answer);
    expect(await stage.takes(access_token)).toBe(false);
  });

  it('par', async () => {
    const { tokens } = await walk({ push: true });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('dpop', async () => {
    const app = stage.boundApp;
    const DPoP = oauth.DPoP(clientOf(app), await oauth.generateKeyPair('ES256'));
    const { tokens } = await walk({ app, DPoP });
    expect(tokens.token_type).toBe('dpop');
    const call = () =>
      oauth.protectedResourceRequest(
        tokens.access_token,
        'GET',
        new URL('/api/deliveries', stage.url),
        undefined,
        null,
        { DPoP, ...insecure },
      );
    const answer = await call().catch((error: unknown) => {
      if (oauth.isDPoPNonceError(error)) return call();
      throw error;
    });
    expect(answer.status).toBe(200);
  });

  it('private_key_jwt', async () => {
    const { privateKey, jwk } = stage.key;
    const bytes = privateKey.export({ format: 'der', type: 'pkcs8' });
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
    const way = oauth.PrivateKeyJwt({ key, kid: jwk.kid });
    expect(await stage.takes((await ownTokens(stage.keyApp, way)).access_token)).toBe(true);
  });

  it('token_exchange', async () => {
    const { server, client, authentication, tokens } = await walk();
    const answer = await oauth.genericTokenEndpointRequest(
      server,
      client,
      authentication,
      'urn:ietf:params:oauth:grant-type:token-exchange',
      {
        subject_token: tokens.access_token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      },
      insecure,
    );
    const exchanged = await oauth.processGenericTokenEndpointResponse(server, client, answer);
    expect(claimsOf(exchanged.access_token).sub).toBe(stage.person.id);
  });

  it('registration', async () => {
    await stage.cast.setting('oauth.dynamic_registration', 'token');
    const { body } = await stage.cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const server = await discover();
    const wish = { grant_types: ['client_credentials'], scope };
    const way = { initialAccessToken: body.token, ...insecure };
    const answer = await oauth.dynamicClientRegistrationRequest(server, wish, way);
    const made = await oauth.processDynamicClientRegistrationResponse(answer);
    expect(made).toMatchObject({ client_id: expect.stringMatching(/^gate_app_/), scope });
  });

  it('resource_metadata', async () => {
    const resource = new URL(stage.url);
    const answer = await oauth.resourceDiscoveryRequest(resource, insecure);
    const metadata = await oauth.processResourceDiscoveryResponse(resource, answer);
    expect(metadata.authorization_servers).toEqual([stage.url]);
  });
});
