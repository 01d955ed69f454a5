/** @database sqlite */
import {
  type DPoPState,
  InMemoryWebStorage,
  OidcClient,
  UserManager,
  WebStorageStateStore,
} from 'oidc-client-ts';
import { CALLBACK } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { SIGNED_OUT, Stage } from './stage.js';

/** Where a browser would use its own database. */
class KeysInMemory {
  private readonly kept = new Map<string, DPoPState>();

  set = async (name: string, keys: DPoPState) => void this.kept.set(name, keys);
  get = async (name: string) => this.kept.get(name) as DPoPState;
  remove = async (name: string) => {
    const keys = await this.get(name);
    this.kept.delete(name);
    return keys;
  };
  getAllKeys = async () => [...this.kept.keys()];
}

/** What single-page applications use: a public client in a browser. */
describe('oidc-client-ts', () => {
  const stage = new Stage();

  afterAll(() => void Reflect.deleteProperty(globalThis, 'window'));

  const store = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });
  const settings = (app: TestApp, scope: string) => ({
    authority: stage.url,
    client_id: app.appKey,
    ...(app.appSecret && { client_secret: app.appSecret }),
    redirect_uri: CALLBACK,
    post_logout_redirect_uri: SIGNED_OUT,
    response_type: 'code',
    scope,
    stateStore: store(),
  });
  const client = () =>
    new OidcClient({
      ...settings(stage.publicApp, 'openid profile email deliveries'),
      loadUserInfo: true,
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
    expect(claimsOf(next.id_token ?? '')).toMatchObject({
      sub: stage.person.id,
      auth_time: claimsOf(response.id_token ?? '').auth_time,
    });
  });

  it('sign_out', async () => {
    const { one, response } = await walk();
    const asked = { id_token_hint: response.id_token, state: { page: 7 } };
    const { url } = await one.createSignoutRequest(asked);
    const back = await stage.signOut(url);
    expect(back.href.startsWith(`${SIGNED_OUT}?state=`)).toBe(true);
    const left = await one.processSignoutResponse(back.href);
    expect([left.error, left.userState]).toEqual([null, { page: 7 }]);
  });

  it('revocation', async () => {
    const { one, response } = await walk();
    await one.revokeToken(response.access_token, 'access_token');
    expect(await stage.takes(response.access_token)).toBe(false);
  });

  it('password', async () => {
    const one = new OidcClient(settings(stage.ownApp, 'deliveries'));
    const { username, password } = stage.person;
    const asked = { username, password, skipUserInfo: true };
    const { access_token } = await one.processResourceOwnerPasswordCredentials(asked);
    expect(claimsOf(access_token).sub).toBe(stage.person.id);
  });

  it('dpop', async () => {
    Reflect.set(globalThis, 'window', { crypto }); // It looks for its keys there.
    let sentTo = '';
    const navigate = async ({ url }: { url: string }) => (sentTo = url);
    const manager = new UserManager(
      {
        ...settings(stage.boundApp, 'deliveries'),
        userStore: store(),
        dpop: { bind_authorization_code: true, store: new KeysInMemory() },
      },
      { prepare: async () => ({ navigate }) } as never,
    );
    await manager.signinRedirect();
    expect(new URL(sentTo).searchParams.has('dpop_jkt')).toBe(true);
    const user = await manager.signinRedirectCallback((await stage.agree(sentTo)).href);
    expect(await stage.takes(user.access_token)).toBe(false);
    const url = `${stage.url}/api/deliveries`;
    const headers = {
      authorization: `DPoP ${user.access_token}`,
      dpop: (await manager.dpopProof(url, user, 'GET')) ?? '',
    };
    expect((await fetch(url, { headers })).status).toBe(200);
    await manager.removeUser();
  });
});
