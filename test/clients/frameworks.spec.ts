/** @database sqlite */
import { randomBytes } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { CALLBACK, pkce } from '../support/browser.js';
import { expectStatus } from '../support/cast.js';
import { claimsOf, type Message } from '../support/wire.js';
import { SIGNED_OUT, Stage } from './stage.js';

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';

/** The ID token as these frameworks check it: by the published keys, with the algorithm they expect. */
async function verified(stage: Stage, token: string, audience: string, algorithm: string) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', stage.url));
  return (
    await jwtVerify(token, keys, {
      issuer: stage.url,
      audience,
      algorithms: [algorithm],
      currentDate: new Date(stage.bed.clock.now()),
    })
  ).payload;
}

/** Requests as the frameworks send them, written down: the frameworks themselves are not for Node. */
describe('Spring Security (its requests)', () => {
  const stage = new Stage();
  const post = (form: Record<string, string>) => {
    const { appKey, appSecret } = stage.rsaApp;
    const message: Message = {
      basic: [appKey, appSecret],
      form,
      headers: { accept: 'application/json', 'content-type': FORM },
    };
    return stage.bed.wire.post('/authorization/token', message);
  };
  const walk = async () => {
    const { verifier, challenge } = pkce();
    const [state, nonce] = [randomBytes(32), randomBytes(72)].map((bytes) =>
      bytes.toString('base64url'),
    ) as [string, string];
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: stage.rsaApp.appKey,
      scope: 'openid profile email offline_access',
      state,
      redirect_uri: CALLBACK,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const back = await stage.agree(`${stage.url}/authorization/authorize?${query.toString()}`);
    expect(back.searchParams.get('state')).toBe(state);
    const { body } = expectStatus(
      200,
      await post({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      }),
    );
    return { body, nonce };
  };

  it('openid', async () => {
    const { body, nonce } = await walk();
    const claims = await verified(stage, body.id_token, stage.rsaApp.appKey, 'RS256');
    expect(claims).toMatchObject({ sub: stage.person.id, nonce });
    const headers = { accept: 'application/json' };
    const message = { token: body.access_token, headers };
    const told = expectStatus(200, await stage.bed.wire.get('/authorization/userinfo', message));
    expect(told.body).toMatchObject({ sub: claims.sub, name: stage.person.username });
  });

  it('refresh_token', async () => {
    const { body: first } = await walk();
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const { body: second } = expectStatus(200, await post(form));
    const before = claimsOf(first.id_token);
    const after = await verified(stage, second.id_token, stage.rsaApp.appKey, 'RS256');
    expect(after).toMatchObject({ iss: before.iss, sub: before.sub, auth_time: before.auth_time });
    expect(after).not.toHaveProperty('nonce');
  });

  it('sign_out', async () => {
    const { body } = await walk();
    const query = new URLSearchParams({
      id_token_hint: body.id_token,
      post_logout_redirect_uri: SIGNED_OUT,
    });
    const back = await stage.signOut(`${stage.url}/sign-out?${query.toString()}`);
    expect(back.href).toBe(SIGNED_OUT);
  });
});

describe('ASP.NET Core (its requests)', () => {
  const stage = new Stage();
  const sku = { 'x-client-SKU': 'ID_NET9_0', 'x-client-ver': '8.0.1.0' };
  const walk = async () => {
    const { verifier, challenge } = pkce();
    const nonce = `638678901234567890.${randomBytes(48).toString('base64')}`;
    const state = `CfDJ8${randomBytes(1_600).toString('base64url')}`;
    const query = new URLSearchParams({
      client_id: stage.app.appKey,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      response_mode: 'form_post',
      nonce,
      state,
      ...sku,
    });
    const url = `${stage.url}/authorization/authorize?${query.toString()}`;
    const { method, url: target, body } = await stage.answerTo(url);
    expect([method, target]).toEqual(['POST', CALLBACK]);
    const form = {
      client_id: stage.app.appKey,
      client_secret: stage.app.appSecret,
      code: body.code ?? '',
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    expect(body.state).toBe(state);
    const answer = await stage.bed.wire.post('/authorization/token', { form });
    return { tokens: expectStatus(200, answer).body, nonce };
  };

  it('form_post', async () => {
    expect((await walk()).tokens.token_type).toBe('bearer');
  });

  it('openid', async () => {
    const { tokens, nonce } = await walk();
    const claims = await verified(stage, tokens.id_token, stage.app.appKey, 'ES256');
    expect(claims).toMatchObject({ sub: stage.person.id, nonce });
    const headers = { 'content-type': FORM };
    for (const raw of [undefined, ''])
      expect(
        expectStatus(
          200,
          await stage.bed.wire.post('/authorization/userinfo', {
            token: tokens.access_token,
            headers,
            raw,
          }),
        ).body,
      ).toMatchObject({ sub: claims.sub, preferred_username: stage.person.username });
  });

  it('sign_out', async () => {
    const { tokens } = await walk();
    const state = `CfDJ8${randomBytes(1_600).toString('base64url')}`;
    const form = {
      post_logout_redirect_uri: SIGNED_OUT,
      id_token_hint: tokens.id_token,
      state,
      ...sku,
    };
    const { headers } = expectStatus(303, await stage.bed.wire.post('/sign-out', { form }));
    const back = await stage.signOut(headers.location ?? '');
    expect(back.href).toBe(`${SIGNED_OUT}?state=${state}`);
  });
});
