/** @database sqlite */
import { nonceNow } from '../../src/oauth/dpop.js';
import { digest, proofBy, type TestKey, testKey } from '../support/jwt.js';
import { claimsOf } from '../support/wire.js';
import { CALLBACK, Core, refused } from './core.js';
import type { TestClient } from './in-memory.js';

const PATH = '/authorization/token';
const OWN = { grant_type: 'client_credentials' };

describe('tokens bound to a key (RFC 9449)', () => {
  const key = testKey();
  let core: Core;
  let client: TestClient;
  beforeEach(() => {
    core = new Core();
    client = core.memory.client();
  });

  const proof = (claims: object = {}, by: TestKey = key) =>
    core.proof(by, PATH, { nonce: nonceNow(core.memory.ports), ...claims });
  const ask = (dpop?: string) => core.token(client, OWN, { dpop });

  it('say so, and carry the thumbprint of the key (§5, §6.1)', async () => {
    const tokens = await ask(proof());
    expect(tokens.token_type).toBe('DPoP');
    const { crv, kty, x, y } = key.jwk;
    const jkt = digest(JSON.stringify({ crv, kty, x, y }));
    expect(claimsOf(tokens.access_token).cnf).toEqual({ jkt });
  });

  it('need a proof with our nonce, which the refusal tells (§8)', async () => {
    const answer = await ask(proof({ nonce: undefined })).catch((error: unknown) => error);
    const nonce = nonceNow(core.memory.ports);
    expect(answer).toMatchObject({ error: 'use_dpop_nonce', headers: { 'dpop-nonce': nonce } });
    core.memory.advance(300_000);
    await refused(ask(proof({ nonce })), 'use_dpop_nonce');
  });

  it('tell the next nonce before the present one is over (§8.2)', () => {
    const header = proof();
    expect(core.server.nextNonce(header)).toBeUndefined();
    core.memory.advance(150_000);
    expect(core.server.nextNonce(header)).toBe(nonceNow(core.memory.ports));
  });

  it.each([
    ['for another method', { htm: 'GET' }],
    ['for another place', { htu: 'https://id.example/oauth2/token' }],
    ['of the past', { iat: 1_000_000 }],
    ['of the future', { iat: 9_999_999_999 }],
    ['without a jti', { jti: undefined }],
  ])('take no proof %s (§4.3)', async (_, claims) => {
    await refused(ask(proof(claims)), 'invalid_dpop_proof');
  });

  it('take no proof of another type, with a private key, or signed by another (§4.3)', async () => {
    const claims = {
      ...claimsOf(proof()),
      jti: 'one',
    };
    const { kid: _, ...jwk } = testKey().jwk;
    for (const header of [{ typ: 'JWT' }, { jwk: { ...key.jwk, d: 'x' } }, { jwk }])
      await refused(ask(proofBy(key, claims, header)), 'invalid_dpop_proof');
    await refused(ask('no proof'), 'invalid_dpop_proof');
  });

  it('take a proof once (§11.1)', async () => {
    const header = proof();
    const answers = await Promise.allSettled([ask(header), ask(header)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await refused(ask(header), 'invalid_dpop_proof');
  });

  it('are all that an app gets which wants them so (RFC 9449 §5.2)', async () => {
    client.dpop = true;
    await refused(ask(), 'invalid_dpop_proof');
    await ask(proof());
  });

  it('of a public app are refreshed with the same key alone (§5)', async () => {
    const open = core.memory.client({ authentication: ['none'] });
    const code = await core.code(open, core.memory.person());
    const { refresh_token } = await core.redeem(open, code, {}, { dpop: proof() });
    const use = (dpop?: string) =>
      core.token(open, { grant_type: 'refresh_token', refresh_token }, { dpop });
    await refused(use(), 'invalid_dpop_proof');
    await refused(use(proof({}, testKey())), 'invalid_grant');
    expect((await use(proof())).token_type).toBe('DPoP');
  });

  it('of an app that authenticates may change their key (§5)', async () => {
    const { refresh_token } = await ask(proof());
    const other = testKey();
    const dpop = proof({}, other);
    const next = await core.token(client, { grant_type: 'refresh_token', refresh_token }, { dpop });
    const { crv, kty, x, y } = other.jwk;
    expect(claimsOf(next.access_token).cnf.jkt).toBe(digest(JSON.stringify({ crv, kty, x, y })));
  });

  it('come only to the key that the code is bound to (§10)', async () => {
    const { crv, kty, x, y } = key.jwk;
    const dpop_jkt = digest(JSON.stringify({ crv, kty, x, y }));
    const code = () => core.code(client, core.memory.person(), { dpop_jkt });
    const by = { redirect_uri: CALLBACK };
    await refused(core.redeem(client, await code(), by), 'invalid_grant');
    const other = { dpop: proof({}, testKey()) };
    await refused(core.redeem(client, await code(), by, other), 'invalid_grant');
    await core.redeem(client, await code(), by, { dpop: proof() });
  });

  describe('at a resource (§7)', () => {
    const call = { method: 'GET', url: 'https://id.example/api/tasks' };
    const show = (access_token: string, claims: object = {}, by = key) => {
      const about = { htm: 'GET', htu: call.url, ath: digest(access_token) };
      const iat = Math.floor(core.memory.time / 1000);
      return core.server.verifyBound(access_token, proofBy(by, { ...about, iat, ...claims }), call);
    };

    it('need a proof for this call, this token and its key', async () => {
      const { access_token } = await ask(proof());
      expect(await show(access_token)).toMatchObject({ subject: client.id });
      await refused(show(access_token, { ath: digest('another') }), 'invalid_dpop_proof');
      await refused(show(access_token, { htm: 'POST' }), 'invalid_dpop_proof');
      await refused(show(access_token, {}, testKey()), 'invalid_dpop_proof');
      await refused(core.server.verifyBound(access_token, undefined, call), 'invalid_dpop_proof');
    });

    it('are nothing when they are bound to no key', async () => {
      const { access_token } = await core.own(client);
      expect(await show(access_token)).toBeUndefined();
    });
  });
});
