/** @database sqlite */
import ClientOAuth2 from 'client-oauth2';
import { CALLBACK, pkce } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

/** Old and still widely used; it sends its secret as Basic without encoding it. */
describe('client-oauth2', () => {
  const stage = new Stage();

  const clientOf = (app: TestApp) =>
    new ClientOAuth2({
      clientId: app.appKey,
      clientSecret: app.appSecret,
      accessTokenUri: `${stage.url}/authorization/token`,
      authorizationUri: `${stage.url}/authorization/authorize`,
      redirectUri: CALLBACK,
      scopes: [scope],
    });

  const walk = async () => {
    const { code } = clientOf(stage.app);
    const { verifier, challenge } = pkce();
    const query = { code_challenge: challenge, code_challenge_method: 'S256' };
    const back = await stage.agree(code.getUri({ query, state: 'its state' }));
    const body = { code_verifier: verifier };
    return code.getToken(back.href, { body, state: 'its state' });
  };

  it('client_credentials', async () => {
    const { accessToken } = await clientOf(stage.app).credentials.getToken();
    expect(await stage.takes(accessToken)).toBe(true);
  });

  it('password', async () => {
    const { username, password } = stage.person;
    const token = await clientOf(stage.ownApp).owner.getToken(username, password);
    expect(claimsOf(token.accessToken).sub).toBe(stage.person.id);
  });

  it('authorization_code', async () => {
    const { accessToken } = await walk();
    expect(claimsOf(accessToken)).toMatchObject({ sub: stage.person.id, scope });
  });

  it('refresh_token', async () => {
    const first = await walk();
    const second = await first.refresh();
    expect(await stage.takes(first.accessToken)).toBe(false);
    expect(await stage.takes(second.accessToken)).toBe(true);
  });
});
