/** @database sqlite */
import { JwtSigner } from '../../src/auth/keys/signer.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

// The numbers are those of the list of attacks that this project keeps.
describe('a token with our own signature and claims that are not ours', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let claims: Record<string, unknown>;
  let real: string;
  beforeAll(async () => {
    real = await cast.token(await cast.app());
    claims = claimsOf(real);
  });

  const sign = (changes: Record<string, unknown>, type: 'at+jwt' | 'JWT' = 'at+jwt') => {
    const body = Object.fromEntries(
      Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
    );
    return bed.app.get(JwtSigner).sign(body, type);
  };
  const opens = async (token: string) => (await bed.wire.get('/api/deliveries', { token })).status;

  it('would be accepted, were the claims right', async () => {
    expect(await opens(sign({}))).toBe(200);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'https://api.example' }],
    ['audiences without us', { aud: ['https://api.example'] }],
    ['an audience that is no text', { aud: 7 }],
    ['audiences that are no texts', { aud: [{}, null] }],
    ['no audience', { aud: undefined }],
    ['no number', { jti: undefined }],
    ['a number of another shape', { jti: 'jti_x' }],
    ['no scope', { scope: undefined }],
    ['a scope that is no text', { scope: ['deliveries'] }],
    ['no subject', { sub: undefined }],
    ['another subject', { sub: 'usr_somebody' }],
    ['another client', { client_id: 'gate_app_other' }],
    ['the built-in client', { client_id: 'gatehouse' }],
    ['no client', { client_id: undefined }],
    ['an account that does not exist', { account: 'acc_unknown' }],
    ['an account that is no text', { account: { $ne: '' } }],
    ['no end', { exp: undefined }],
  ])('is refused with %s', async (_, changes) => {
    let token: string;
    try {
      token = sign(changes);
    } catch {
      return; // we do not even sign it
    }
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
  });

  it('is refused when it is over, to the second', async () => {
    const now = Math.floor(bed.clock.now() / 1000);
    expect(await opens(sign({ exp: now }))).toBe(401);
    expect(await opens(sign({ exp: now - 3_600 }))).toBe(401);
    expect(await opens(sign({ exp: now + 60 }))).toBe(200);
  });

  it('is refused as another type of token: an identity is no access', async () => {
    expect(await opens(sign({}, 'JWT'))).toBe(401);
  });

  it('gains nothing from a scope that was never granted: authority is looked up', async () => {
    const token = sign({ scope: 'backend deliveries' });
    expectStatus(403, await bed.wire.get('/backend/user', { token }));
  });

  it('leaves the real one alone', async () => {
    expect(await opens(real)).toBe(200);
  });
});
