/** @database sqlite */
import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  exchangeAuthorization,
  fetchToken,
  refreshAuthorization,
  registerClient,
  startAuthorization,
} from '@modelcontextprotocol/sdk/client/auth.js';
import {
  ClientCredentialsProvider,
  PrivateKeyJwtProvider,
} from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { CALLBACK } from '../support/browser.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

/** The parts of its client; `test/examples/mcp-server.spec.ts` walks the whole of it. */
describe('@modelcontextprotocol/sdk', () => {
  const stage = new Stage();

  const discover = async () => {
    const metadata = await discoverAuthorizationServerMetadata(stage.url);
    if (!metadata) throw new Error('It found no metadata.');
    return metadata;
  };

  const walk = async () => {
    const metadata = await discover();
    const clientInformation = { client_id: stage.publicApp.appKey };
    const common = { metadata, clientInformation };
    const { authorizationUrl, codeVerifier } = await startAuthorization(stage.url, {
      ...common,
      redirectUrl: CALLBACK,
      scope,
      state: 'its state',
    });
    const back = await stage.agree(authorizationUrl);
    const tokens = await exchangeAuthorization(stage.url, {
      ...common,
      authorizationCode: back.searchParams.get('code') ?? '',
      codeVerifier,
      redirectUri: CALLBACK,
    });
    return { common, tokens };
  };

  it('discovery', async () => {
    expect(await discover()).toMatchObject({
      issuer: stage.url,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('resource_metadata', async () => {
    const metadata = await discoverOAuthProtectedResourceMetadata(stage.url);
    expect(metadata.authorization_servers).toEqual([stage.url]);
  });

  it('authorization_code', async () => {
    const { tokens } = await walk();
    expect(claimsOf(tokens.access_token)).toMatchObject({ sub: stage.person.id, scope });
  });

  it('refresh_token', async () => {
    const { common, tokens } = await walk();
    const refreshToken = tokens.refresh_token ?? '';
    const next = await refreshAuthorization(stage.url, { ...common, refreshToken });
    expect(await stage.takes(tokens.access_token)).toBe(false);
    expect(await stage.takes(next.access_token)).toBe(true);
  });

  it('client_credentials', async () => {
    const provider = new ClientCredentialsProvider({
      clientId: stage.app.appKey,
      clientSecret: stage.app.appSecret,
      expectedIssuer: stage.url,
    });
    const tokens = await fetchToken(provider, stage.url, { metadata: await discover() });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('private_key_jwt', async () => {
    const { privateKey } = stage.key;
    const provider = new PrivateKeyJwtProvider({
      clientId: stage.keyApp.appKey,
      privateKey: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
      algorithm: 'ES256',
      expectedIssuer: stage.url,
    });
    const tokens = await fetchToken(provider, stage.url, { metadata: await discover() });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('registration', async () => {
    await stage.cast.setting('oauth.dynamic_registration', 'token');
    const { body } = await stage.cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    // The SDK has no place for the token, so it comes in with the request.
    const fetchFn = (url: string | URL, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${body.token}`);
      return fetch(url, { ...init, headers });
    };
    const made = await registerClient(stage.url, {
      metadata: await discover(),
      clientMetadata: { redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none' },
      fetchFn,
    });
    expect(made.client_id).toMatch(/^gate_app_/);
  });
});
