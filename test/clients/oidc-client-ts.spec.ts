import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { CALLBACK } from '../support/browser.js';
import { Stage } from './stage.js';

/** What single-page applications use: a public client in a browser. */
describe('oidc-client-ts', () => {
  const stage = new Stage();

  const client = () =>
    new OidcClient({
      authority: stage.url,
      client_id: stage.publicApp.appKey,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid profile email deliveries',
      loadUserInfo: true,
      stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    });

  const walk = async () => {
    const one = client();
    const { url } = await one.createSigninRequest({ nonce: 'its nonce' });
    const response = await one.processSigninResponse((await stage.agree(url)).href);
    return { one, response };
  };

  it('discovery', async () => {
    const endpoint = await client().metadataService.getTokenEndpoint();
    expect(endpoint).toBe(`${stage.url}/authorization/token`);
  });

  it('authorization_code', async () => {
    const { response } = await walk();
    expect(await stage.takes(response.access_token)).toBe(true);
  });

  it('openid', async () => {
    const { response } = await walk();
    expect(response.profile).toMatchObject({ sub: stage.person.id, email: stage.person.email });
  });

  it('refresh_token', async () => {
    const { one, response } = await walk();
    const state = {
      refresh_token: response.refresh_token,
      id_token: response.id_token,
      session_state: null,
      scope: response.scope,
      profile: response.profile,
    };
    const next = await one.useRefreshToken({ state: state as never });
    expect(await stage.takes(response.access_token)).toBe(false);
    expect(await stage.takes(next.access_token)).toBe(true);
  });

  it('revocation', async () => {
    const { one, response } = await walk();
    await one.revokeToken(response.access_token, 'access_token');
    expect(await stage.takes(response.access_token)).toBe(false);
  });
});
