import { doctor } from '../../src/cli/doctor.js';
import { keysRevoke } from '../../src/cli/keys-revoke.js';
import { keysRotate } from '../../src/cli/keys-rotate.js';
import { SigningKeys } from '../../src/auth/keys/signing-keys.js';
import { JwtSigner } from '../../src/auth/keys/signer.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf, type Wire } from '../support/wire.js';

const DAY = 86_400;

describe('a signing key', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let other: Wire;
  beforeAll(async () => (other = await bed.second()));

  const run = async (command: typeof keysRotate, ...words: string[]) => {
    const lines: string[] = [];
    const { app, config } = bed;
    const print = (line: string) => void lines.push(line);
    const code = await command({ app, config, options: {}, words, print });
    return { code, text: lines.join('\n') };
  };
  const current = () => bed.app.get(SigningKeys).current.kid;
  const published = async (wire: Wire) =>
    (await wire.get('/.well-known/jwks.json')).body.keys.map(({ kid }: { kid: string }) => kid);
  const opens = async (token: string, wire = bed.wire) =>
    (await wire.get('/api/deliveries', { token })).status;
  /** The status on the other instance, which has a second to hear of it. */
  const soon = async (token: string, wanted: number) => {
    const until = Date.now() + 1_000;
    let status = 0;
    do status = await opens(token, other);
    while (status !== wanted && Date.now() < until);
    return status;
  };
  /** Whether the key leaves the JWKS of an instance, which has some seconds to hear of it. */
  const lacks = async (wire: Wire, kid = '') => {
    const until = Date.now() + 5_000;
    let isThere = true;
    do isThere = (await published(wire)).includes(kid);
    while (isThere && Date.now() < until);
    return !isThere;
  };
  /** Signs as somebody would who has a copy of the key that signs now. */
  const thief = () => {
    const { privateKey, kid } = bed.app.get(SigningKeys).current;
    return (claims: object) =>
      bed.app.get(JwtSigner)['jwt'].sign(claims, {
        algorithm: 'ES256',
        privateKey: privateKey,
        header: { alg: 'ES256', typ: 'at+jwt', kid },
      });
  };

  it('that is retired opens nothing that it signed later, or that outlives a token', async () => {
    const genuine = await cast.token(await cast.app());
    const claims = claimsOf(genuine);
    const forge = thief();
    const before = Math.floor(bed.clock.now() / 1000);
    await run(keysRotate);
    bed.clock.advance(660_000);
    const now = Math.floor(bed.clock.now() / 1000);
    expect(await opens(forge({ ...claims, iat: now, exp: now + 600 }))).toBe(401);
    expect(await opens(forge({ ...claims, iat: before, exp: before + 20 * DAY }))).toBe(401);
    expect(await opens(forge({ ...claims, iat: now - 500, exp: now + 600 }))).toBe(401);
    // What was signed while others had not heard of the rotation, and what is genuine, live on.
    expect(await opens(forge({ ...claims, iat: before + 30, exp: now + 600 }))).toBe(200);
    expect(await opens(genuine)).toBe(200);
    expect(await soon(genuine, 200)).toBe(200);
  });

  it('that is revoked ends its tokens on every instance, and leaves the JWKS', async () => {
    const app = await cast.app();
    const { access_token: token, refresh_token } = await cast.tokens(app);
    const kid = current();
    const next = (await published(bed.wire)).length;
    expect([await opens(token), await opens(token, other)]).toEqual([200, 200]);
    const { code, text } = await run(keysRevoke, kid);
    expect([code, text]).toEqual([0, expect.stringContaining(kid)]);
    expect(await opens(token)).toBe(401);
    expect(await soon(token, 401)).toBe(401);
    expect(current()).not.toBe(kid);
    for (const wire of [bed.wire, other]) {
      expect(await published(wire)).not.toContain(kid);
      expect(await published(wire)).toHaveLength(next);
    }
    // Another key signs at once, and no refresh token was hurt.
    const { body } = expectStatus(200, await cast.refresh(app, refresh_token));
    expect([await opens(body.access_token), await soon(body.access_token, 200)]).toEqual([
      200, 200,
    ]);
  });

  it('that waits to sign is replaced when it is revoked; an old one just goes', async () => {
    const token = await cast.token(await cast.app());
    const keys = bed.app.get(SigningKeys).published;
    const old = keys.find(({ state }) => state === 'retired')?.kid ?? '';
    const next = keys.find(({ state }) => state === 'next')?.kid ?? '';
    await run(keysRevoke, next);
    await run(keysRevoke, old);
    const left = await published(bed.wire);
    expect(left).not.toContain(next);
    expect(left).not.toContain(old);
    expect(left).toHaveLength(keys.length - 1);
    expect(await opens(token)).toBe(200);
  });

  it('of RS256 is rotated and revoked by itself, and leaves those of ES256 alone', async () => {
    await bed.app.get(SigningKeys).ready('RS256');
    const token = await cast.token(await cast.app());
    const of = (alg: string, wanted: string) =>
      bed.app.get(SigningKeys).published.find((key) => key.alg === alg && key.state === wanted)
        ?.kid ?? '';
    const states = ['current', 'next'];
    const [signs, waits] = states.map((state) => of('RS256', state));
    const ours = states.map((state) => of('ES256', state));
    const { text } = await run(keysRevoke, signs ?? '');
    expect(text).toContain(`ID tokens with RS256 are signed with ${waits}.`);
    expect(of('RS256', 'current')).toBe(waits);
    expect(of('RS256', 'next')).not.toBe('');
    expect(states.map((state) => of('ES256', state))).toEqual(ours);
    for (const wire of [bed.wire, other]) expect(await lacks(wire, signs)).toBe(true);
    expect(await opens(token)).toBe(200);
    const next = ['ES256', 'RS256'].map((alg) => of(alg, 'next'));
    const rotated = await run(keysRotate);
    for (const kid of next) expect(rotated.text).toContain(`signed with ${kid} from now on`);
    expect([of('ES256', 'current'), of('RS256', 'current')]).toEqual(next);
    expect(await published(bed.wire)).toEqual(expect.arrayContaining([...next, waits]));
  });

  it('of RS256 has 2048 bits and is kept sealed, as the others are', async () => {
    await bed.app.get(SigningKeys).ready('RS256');
    const { body } = await bed.wire.get('/.well-known/jwks.json');
    const rsa = body.keys.filter(({ kty }: { kty: string }) => kty === 'RSA');
    expect(rsa.length).toBeGreaterThanOrEqual(2);
    for (const key of rsa) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(Buffer.from(key.n, 'base64url')).toHaveLength(256);
    }
    const sealed = (await bed.dump()).filter(({ column }) => column === 'sealedPrivateKey');
    expect(sealed.map(({ table }) => table)).toContain('rsa_signing_key');
    for (const { value } of sealed) expect(String(value)).not.toContain('PRIVATE KEY');
  });

  it('that does not exist is not revoked, and the command names those that do', async () => {
    const before = await published(bed.wire);
    for (const words of [['key_unknown'], []])
      await expect(run(keysRevoke, ...words)).rejects.toMatchObject({
        status: 400,
        errors: [{ field: '<kid>' }],
      });
    expect(await published(bed.wire)).toEqual(before);
  });

  it('is shown by the doctor with its state', async () => {
    const { text } = await run(doctor);
    for (const { kid, state } of bed.app.get(SigningKeys).published)
      expect(text).toMatch(new RegExp(`✓ Signing key ${kid}: ${state}`));
  });
});
