/** @database sqlite */
import * as client from 'openid-client';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const scope = 'deliveries';

describe('openid-client', () => {
  const stage = new Stage();
  const insecure = { execute: [client.allowInsecureRequests] };
  const discover = (app: TestApp, authentication?: client.ClientAuth) =>
    client.discovery(new URL(stage.url), app.appKey, app.appSecret, authentication, insecure);

  /** From the address that the browser is sent to, to the tokens. */
  const walk = async (config: client.Configuration, asked: string, options: object = {}) => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const expectedNonce = client.randomNonce();
    const expectedState = client.randomState();
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: asked,
      state: expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...(asked.includes('openid') && { nonce: expectedNonce }),
    });
    const checks = {
      pkceCodeVerifier,
      expectedState,
      ...(asked.includes('openid') && { expectedNonce, idTokenExpected: true }),
    };
    const back = await stage.agree(url);
    return client.authorizationCodeGrant(config, back, checks, undefined, options);
  };

  it('discovery', async () => {
    const config = await discover(stage.app);
    expect(config.serverMetadata()).toMatchObject({
      issuer: stage.url,
      code_challenge_methods_supported: ['S256'],
    });
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
  });

  it('client_credentials', async () => {
    for (const authentication of [
      undefined, // its own choice: client_secret_post
      client.ClientSecretBasic(stage.app.appSecret),
    ]) {
      const config = await discover(stage.app, authentication);
      const tokens = await client.clientCredentialsGrant(config, { scope });
      expect(await stage.takes(tokens.access_token)).toBe(true);
    }
  });

  it('password', async () => {
    const { username, password } = stage.person;
    const config = await discover(stage.ownApp);
    const asked = { username, password, scope };
    const tokens = await client.genericGrantRequest(config, 'password', asked);
    expect(claimsOf(tokens.access_token).sub).toBe(stage.person.id);
  });

  it('authorization_code', async () => {
    const tokens = await walk(await discover(stage.app), scope);
    expect(claimsOf(tokens.access_token)).toMatchObject({ sub: stage.person.id, scope });
    const config = await discover(stage.publicApp, client.None());
    expect(await stage.takes((await walk(config, scope)).access_token)).toBe(true);
  });

  it('openid', async () => {
    const config = await discover(stage.app);
    client.enableNonRepudiationChecks(config);
    const tokens = await walk(config, 'openid profile email');
    expect(tokens.claims()?.sub).toBe(stage.person.id);
    const info = await client.fetchUserInfo(config, tokens.access_token, stage.person.id);
    expect(info).toMatchObject({ email: stage.person.email });
  });

  it('refresh_token', async () => {
    const config = await discover(stage.app);
    const first = await walk(config, scope);
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '');
    expect(await stage.takes(first.access_token)).toBe(false);
    expect(await stage.takes(second.access_token)).toBe(true);
  });

  it('device_code', async () => {
    const config = await discover(stage.publicApp, client.None());
    const device = await client.initiateDeviceAuthorization(config, { scope });
    await stage.agreeToDevice(device.user_code);
    stage.bed.clock.advance(10_000);
    const tokens = await client.pollDeviceAuthorizationGrant(config, device);
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('introspection', async () => {
    const config = await discover(stage.app);
    const { access_token } = await client.clientCredentialsGrant(config, { scope });
    const seen = await client.tokenIntrospection(config, access_token);
    expect(seen).toMatchObject({ active: true, scope, client_id: stage.app.appKey });
    const nothing = await client.tokenIntrospection(config, 'nonsense');
    expect(nothing).toEqual({ active: false });
  });

  it('revocation', async () => {
    const config = await discover(stage.app);
    const { access_token } = await client.clientCredentialsGrant(config, { scope });
    await client.tokenRevocation(config, access_token);
    expect(await stage.takes(access_token)).toBe(false);
  });

  it('par', async () => {
    const config = await discover(stage.app);
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const url = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: CALLBACK,
      scope,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    const back = await stage.agree(url);
    const tokens = await client.authorizationCodeGrant(config, back, { pkceCodeVerifier });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('dpop', async () => {
    const config = await discover(stage.boundApp);
    const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
    const tokens = await walk(config, scope, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const url = new URL('/api/deliveries', stage.url);
    const call = (options: object) =>
      client.fetchProtectedResource(
        config,
        tokens.access_token,
        url,
        'GET',
        undefined,
        undefined,
        options,
      );
    expect((await call({ DPoP })).status).toBe(200);
    expect(await stage.takes(tokens.access_token)).toBe(false);
  });

  it('private_key_jwt', async () => {
    const { privateKey, jwk } = stage.key;
    const key = await crypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ format: 'der', type: 'pkcs8' }),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    const authentication = client.PrivateKeyJwt({ key, kid: jwk.kid });
    const app = { ...stage.keyApp, appSecret: '' };
    const config = await discover(app, authentication);
    const tokens = await client.clientCredentialsGrant(config, { scope });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('token_exchange', async () => {
    const config = await discover(stage.app);
    const { access_token } = await walk(config, scope);
    const grant = 'urn:ietf:params:oauth:grant-type:token-exchange';
    const asked = { subject_token: access_token, subject_token_type: ACCESS_TOKEN };
    const tokens = await client.genericGrantRequest(config, grant, asked);
    expect(claimsOf(tokens.access_token)).toMatchObject({ sub: stage.person.id });
  });

  it('registration', async () => {
    await stage.cast.setting('oauth.dynamic_registration', 'token');
    const { body } = await stage.cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const config = await client.dynamicClientRegistration(
      new URL(stage.url),
      { grant_types: ['client_credentials'], scope },
      undefined,
      { initialAccessToken: body.token, ...insecure },
    );
    const tokens = await client.clientCredentialsGrant(config, { scope });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });
});
