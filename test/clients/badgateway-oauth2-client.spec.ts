/** @database sqlite */
import { generateCodeVerifier, OAuth2Client } from '@badgateway/oauth2-client';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = ['deliveries'];

describe('@badgateway/oauth2-client', () => {
  const stage = new Stage();

  const clientOf = (app: TestApp, more: object = {}) =>
    new OAuth2Client({
      server: stage.url,
      discoveryEndpoint: '/.well-known/oauth-authorization-server',
      clientId: app.appKey,
      ...(app.appSecret && { clientSecret: app.appSecret }),
      ...more,
    });

  const walk = async (app: TestApp) => {
    const client = clientOf(app);
    const codeVerifier = await generateCodeVerifier();
    const common = { redirectUri: CALLBACK, codeVerifier, state: 'its state' };
    const url = await client.authorizationCode.getAuthorizeUri({ ...common, scope });
    const back = await stage.agree(url);
    const token = await client.authorizationCode.getTokenFromCodeRedirect(back, common);
    return { client, token };
  };

  it('discovery', async () => {
    const endpoint = await clientOf(stage.app).getEndpoint('tokenEndpoint');
    expect(endpoint).toBe(`${stage.url}/authorization/token`);
  });

  it('client_credentials', async () => {
    for (const authenticationMethod of [
      undefined,
      'client_secret_basic',
      'client_secret_basic_interop',
      'client_secret_post',
    ]) {
      const client = clientOf(stage.app, authenticationMethod ? { authenticationMethod } : {});
      const { accessToken } = await client.clientCredentials({ scope });
      expect(await stage.takes(accessToken)).toBe(true);
    }
  });

  it('password', async () => {
    const { username, password } = stage.person;
    const token = await clientOf(stage.ownApp).password({ username, password, scope });
    expect(claimsOf(token.accessToken).sub).toBe(stage.person.id);
  });

  it('authorization_code', async () => {
    for (const app of [stage.app, stage.publicApp]) {
      const { token } = await walk(app);
      expect(claimsOf(token.accessToken)).toMatchObject({ sub: stage.person.id });
    }
  });

  it('refresh_token', async () => {
    const { client, token } = await walk(stage.publicApp);
    const next = await client.refreshToken(token);
    expect(await stage.takes(token.accessToken)).toBe(false);
    expect(await stage.takes(next.accessToken)).toBe(true);
  });

  it('introspection', async () => {
    const client = clientOf(stage.app);
    const token = await client.clientCredentials({ scope });
    expect(await client.introspect(token)).toMatchObject({ active: true, scope: 'deliveries' });
  });

  it('revocation', async () => {
    const { client, token } = await walk(stage.app);
    await client.revoke(token, 'access_token');
    expect(await stage.takes(token.accessToken)).toBe(false);
  });
});
