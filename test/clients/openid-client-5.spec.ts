/** @database sqlite */
import { Issuer, generators, type TokenSet } from 'openid-client-5';
import { CALLBACK } from '../support/browser.js';
import { claimsOf } from '../support/wire.js';
import { SIGNED_OUT, Stage } from './stage.js';

const scope = 'deliveries';

/** The version before: it reads RS256 unless its metadata say otherwise, and so may the app. */
describe('openid-client-5', () => {
  const stage = new Stage();
  const clientOf = async (more: object = {}) => {
    const { Client } = await Issuer.discover(stage.url);
    return new Client({
      client_id: stage.rsaApp.appKey,
      client_secret: stage.rsaApp.appSecret,
      redirect_uris: [CALLBACK],
      post_logout_redirect_uris: [SIGNED_OUT],
      response_types: ['code'],
      ...more,
    });
  };
  const walk = async (asked: string, more: object = {}): Promise<TokenSet> => {
    const client = await clientOf();
    const [state, nonce, code_verifier] = [
      generators.state(),
      generators.nonce(),
      generators.codeVerifier(),
    ];
    const code_challenge = generators.codeChallenge(code_verifier);
    const wanted = { state, nonce, code_challenge, code_challenge_method: 'S256' };
    const url = client.authorizationUrl({ scope: asked, ...wanted, ...more });
    const back = await stage.answerTo(url);
    const checks = { state, nonce, code_verifier, response_type: 'code' };
    return client.callback(CALLBACK, client.callbackParams(back as never), checks);
  };

  it('discovery', async () => {
    const issuer = await Issuer.discover(stage.url);
    expect(issuer.metadata).toMatchObject({
      issuer: stage.url,
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
    });
  });

  it('client_credentials', async () => {
    const tokens = await (await clientOf()).grant({ grant_type: 'client_credentials', scope });
    expect(await stage.takes(tokens.access_token)).toBe(true);
  });

  it('authorization_code', async () => {
    expect(await stage.takes((await walk(`openid ${scope}`)).access_token)).toBe(true);
  });

  it('openid', async () => {
    const tokens = await walk('openid profile email');
    expect(tokens.claims().sub).toBe(stage.person.id);
    const client = await clientOf();
    for (const method of ['GET', 'POST'] as const) {
      const told = await client.userinfo(tokens, { method });
      expect(told).toMatchObject({ email: stage.person.email, email_verified: false });
    }
  });

  it('form_post', async () => {
    const tokens = await walk('openid', { response_mode: 'form_post' });
    expect(tokens.claims().sub).toBe(stage.person.id);
  });

  it('refresh_token', async () => {
    const first = await walk(`openid ${scope}`);
    const second = await (await clientOf()).refresh(first);
    expect(second.claims()).toMatchObject({ sub: stage.person.id });
    expect(claimsOf(second.id_token ?? '').auth_time).toBe(first.claims().auth_time);
    expect(await stage.takes(second.access_token)).toBe(true);
  });

  it('introspection', async () => {
    const client = await clientOf();
    const { access_token = '' } = await walk(`openid ${scope}`);
    expect(await client.introspect(access_token)).toMatchObject({ active: true });
  });

  it('revocation', async () => {
    const { access_token = '' } = await walk(`openid ${scope}`);
    await (await clientOf()).revoke(access_token);
    expect(await stage.takes(access_token)).toBe(false);
  });

  it('sign_out', async () => {
    const { id_token } = await walk('openid');
    const client = await clientOf();
    const url = client.endSessionUrl({ id_token_hint: id_token, state: 'its state' });
    expect((await stage.signOut(url)).href).toBe(`${SIGNED_OUT}?state=its+state`);
  });

  it('registration', async () => {
    await stage.cast.setting('oauth.dynamic_registration', 'token');
    const { body } = await stage.cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const { Client } = await Issuer.discover(stage.url);
    const register = Client as unknown as {
      register(metadata: object, options: object): Promise<{ metadata: object }>;
    };
    const { metadata } = await register.register(
      {
        redirect_uris: [CALLBACK],
        post_logout_redirect_uris: [SIGNED_OUT],
        id_token_signed_response_alg: 'RS256',
      },
      { initialAccessToken: body.token },
    );
    expect(metadata).toMatchObject({
      id_token_signed_response_alg: 'RS256',
      post_logout_redirect_uris: [SIGNED_OUT],
    });
  });
});
