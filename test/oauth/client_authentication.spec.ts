/** @database sqlite */
import { randomUUID } from 'node:crypto';
import { signedBy, testKey, unsignedJwt } from '../support/jwt.js';
import { basicHeader, claimsOf } from '../support/wire.js';
import { basic, Core, refused } from './core.js';
import type { TestClient } from './in-memory.js';

const OWN = { grant_type: 'client_credentials' };

describe('client authentication', () => {
  let core: Core;
  let client: TestClient;
  beforeEach(() => {
    core = new Core();
    client = core.memory.client();
  });

  const send = (parameters: Record<string, string>, authorization?: string) =>
    core.send({ ...OWN, ...parameters }, { authorization });

  describe('by client_secret_basic (RFC 6749 §2.3.1)', () => {
    it('takes key and secret, raw or form-encoded, under any letter case of the scheme', async () => {
      await send({}, basic(client));
      await send({}, basic(client).replace('Basic', 'bAsIc'));
      await send({}, basicHeader(client.id.replaceAll('_', '%5F'), client.secret));
    });

    it('refuses another app’s secret, an unknown app and what is no Basic header', async () => {
      const { secret } = core.memory.client();
      for (const header of [
        basicHeader(client.id, secret),
        basicHeader('gate_app_nobody', client.secret),
        'Basic !',
        `Basic ${Buffer.from(client.id).toString('base64')}`,
        basic(client).replace(/=*$/, '=='),
      ])
        await refused(send({}, header), 'invalid_client');
    });

    it('refuses a disabled app', async () => {
      core.memory.clients.delete(client.id);
      await refused(send({}, basic(client)), 'invalid_client');
    });

    it('tells the owner what came with a copied secret', async () => {
      const header = basicHeader(client.id, `${client.secret}\n`);
      await expect(send({}, header)).rejects.toMatchObject({
        error: 'invalid_client',
        clientId: client.id,
        hint: 'A line break came with the secret; send it without.',
      });
    });
  });

  describe('by client_secret_post (RFC 6749 §2.3.1)', () => {
    it('takes key and secret from the body', async () => {
      await send({ client_id: client.id, client_secret: client.secret });
      await refused(send({ client_id: client.id, client_secret: 'wrong' }), 'invalid_client');
      await refused(send({ client_secret: client.secret }), 'invalid_client');
    });

    it('goes with no other method (RFC 6749 §2.3)', async () => {
      const post = { client_id: client.id, client_secret: client.secret };
      await refused(send(post, basic(client)), 'invalid_request');
    });

    it('names the same client in header and body', async () => {
      await send({ client_id: client.id }, basic(client));
      const { id } = core.memory.client();
      await refused(send({ client_id: id }, basic(client)), 'invalid_request');
    });
  });

  describe('by none (RFC 6749 §2.1)', () => {
    const refresh = (id: string) =>
      core.send({ grant_type: 'refresh_token', refresh_token: 'x', client_id: id });

    it('is for public apps: the name alone, also as Basic with an empty secret', async () => {
      const open = core.memory.client({ authentication: ['none'] });
      // Authenticated, and refused for what it asks then.
      await refused(refresh(open.id), 'invalid_grant');
      await refused(send({}, basicHeader(open.id, '')), 'unauthorized_client');
    });

    it('is no way for an app that has a secret, and nobody can be the built-in client', async () => {
      for (const id of [client.id, 'gatehouse', '']) await refused(refresh(id), 'invalid_client');
      await refused(core.send(OWN), 'invalid_client');
    });
  });

  describe('by private_key_jwt (RFC 7523 §2.2, §3)', () => {
    const key = testKey();
    let app: TestClient;
    beforeEach(() => {
      const authentication = ['private_key_jwt' as const];
      app = core.memory.client({ authentication, jwks: { keys: [key.jwk] } });
    });

    const claims = (facts: object = {}) => {
      const now = Math.floor(core.memory.time / 1000);
      const times = { iat: now, exp: now + 60 };
      const who = { iss: app.id, sub: app.id, aud: 'https://id.example' };
      return { ...who, ...times, jti: randomUUID(), ...facts };
    };
    const assert = (client_assertion: string, more: Record<string, string> = {}) =>
      send({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        ...more,
      });
    const signed = (facts?: object, by = key) => signedBy(by, { kid: key.jwk.kid }, claims(facts));

    it('takes an assertion that the app’s key has signed', async () => {
      expect(claimsOf((await assert(signed())).access_token).sub).toBe(app.id);
      await assert(signed({ aud: 'https://id.example/authorization/token' }));
      await assert(signed(), { client_id: app.id });
    });

    it('takes an assertion once', async () => {
      const assertion = signed();
      const answers = await Promise.allSettled([assert(assertion), assert(assertion)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await refused(assert(assertion), 'invalid_client');
    });

    it.each([
      ['for somebody else', { aud: 'https://other.example' }],
      ['for us and somebody else', { aud: ['https://id.example', 'https://other.example'] }],
      ['that is over', { exp: 1_000_000 }],
      ['that lives too long', { exp: 9_999_999_999 }],
      ['without an end', { exp: undefined }],
      ['without a jti', { jti: undefined }],
      ['made by another', { iss: 'somebody' }],
      ['from the future', { iat: 9_999_999_999 }],
    ])('refuses one %s', async (_, facts) => {
      await refused(assert(signed(facts)), 'invalid_client');
    });

    it('refuses a foreign key, one that travels along, and no signature (RFC 8725 §3.1, §3.10)', async () => {
      const foreign = testKey();
      await refused(assert(signed({}, foreign)), 'invalid_client');
      await refused(assert(signedBy(foreign, { jwk: foreign.jwk }, claims())), 'invalid_client');
      await refused(assert(unsignedJwt({}, claims())), 'invalid_client');
      await refused(assert('no.jwt'), 'invalid_client');
    });

    it('refuses another type of assertion, another client_id and an app without keys', async () => {
      const saml = 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer';
      await refused(assert(signed(), { client_assertion_type: saml }), 'invalid_client');
      await refused(assert(signed(), { client_id: client.id }), 'invalid_client');
      await refused(assert(signed({ iss: client.id, sub: client.id })), 'invalid_client');
    });
  });

  describe('by a person’s name and password, as clients of Fusio send them', () => {
    it('counts where the operator allows it, and not where a second factor is set', async () => {
      const { username, password, id } = core.memory.person();
      const safe = core.memory.person({ otp: '123456' });
      const header = basicHeader(username, password);
      await refused(send({}, header), 'invalid_client');
      core.memory.policy.userCredentials = true;
      expect(claimsOf((await send({}, header)).access_token)).toMatchObject({
        sub: id,
        client_id: 'gatehouse',
      });
      await refused(send({}, basicHeader(username, 'wrong')), 'invalid_client');
      await refused(send({}, basicHeader(safe.username, safe.password)), 'invalid_client');
    });
  });
});
