/** @database sqlite */
import { CALLBACK, pkce } from '../support/browser.js';
import type { TestApp } from '../support/cast.js';
import { claimsOf } from '../support/wire.js';
import { Stage } from './stage.js';

const scope = 'deliveries';

interface Token {
  token: { access_token: string; refresh_token?: string };
  refresh(): Promise<Token>;
  revoke(kind: 'access_token' | 'refresh_token'): Promise<void>;
}

interface Flow {
  getToken(parameters: object): Promise<Token>;
  authorizeURL(parameters: object): string;
}

type Library = Record<
  'ClientCredentials' | 'ResourceOwnerPassword' | 'AuthorizationCode',
  new (config: object) => Flow
>;

// It brings no types.
const library: Library = jest.requireActual('simple-oauth2');

describe('simple-oauth2', () => {
  const stage = new Stage();

  const config = (app: TestApp, authorizationMethod = 'header', more = {}) => ({
    client: { id: app.appKey, secret: app.appSecret },
    auth: {
      tokenHost: stage.url,
      tokenPath: '/authorization/token',
      revokePath: '/authorization/revoke',
      ...more,
    },
    options: { authorizationMethod },
  });

  const authorize = { authorizePath: '/authorization/authorize' };

  const walk = async () => {
    const flow = new library.AuthorizationCode(config(stage.app, 'header', authorize));
    const { verifier, challenge } = pkce();
    const url = flow.authorizeURL({
      redirect_uri: CALLBACK,
      scope,
      state: 'its state',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const code = (await stage.agree(url)).searchParams.get('code');
    return flow.getToken({ code, redirect_uri: CALLBACK, code_verifier: verifier });
  };

  it('client_credentials', async () => {
    for (const method of ['header', 'body']) {
      const flow = new library.ClientCredentials(config(stage.app, method));
      const { token } = await flow.getToken({ scope });
      expect(await stage.takes(token.access_token)).toBe(true);
    }
  });

  it('password', async () => {
    const { username, password } = stage.person;
    const flow = new library.ResourceOwnerPassword(config(stage.ownApp));
    const { token } = await flow.getToken({ username, password, scope });
    expect(claimsOf(token.access_token).sub).toBe(stage.person.id);
  });

  it('authorization_code', async () => {
    const { token } = await walk();
    expect(claimsOf(token.access_token)).toMatchObject({ sub: stage.person.id, scope });
  });

  it('refresh_token', async () => {
    const first = await walk();
    const { token } = await first.refresh();
    expect(await stage.takes(first.token.access_token)).toBe(false);
    expect(await stage.takes(token.access_token)).toBe(true);
  });

  it('revocation', async () => {
    const tokens = await walk();
    await tokens.revoke('access_token');
    expect(await stage.takes(tokens.token.access_token)).toBe(false);
    await tokens.revoke('refresh_token');
    await expect(tokens.refresh()).rejects.toThrow();
  });
});
