import { unique } from '../../support/unique.js';
import { type Adapter, atOnce } from './adapter.js';

/** What `UsedOnce` promises. */
export function describeUsedOnce(adapter: () => Adapter): void {
  const first = (what: string) =>
    adapter().ports.usedOnce.first(what, adapter().ports.now() + 60_000);

  it('is the first use for exactly one of many', async () => {
    const what = unique('proof');
    expect((await atOnce(10, () => first(what))).filter(Boolean)).toHaveLength(1);
    expect(await first(what)).toBe(false);
  });

  it('takes no use for another', async () => {
    const what = unique('proof');
    expect(await first(what)).toBe(true);
    expect(await first(`${what} `)).toBe(true);
    expect(await first(what.toUpperCase())).toBe(true);
  });
}

/** What `RevokedTokens` promises. */
export function describeRevokedTokens(adapter: () => Adapter): void {
  const tokens = () => adapter().ports.revokedTokens;

  it('has what was added, and nothing else', async () => {
    const [ended, other] = [unique('jti'), unique('jti')];
    expect(await tokens().has(ended)).toBe(false);
    await tokens().add(ended, adapter().ports.now() + 60_000);
    expect(await tokens().has(ended)).toBe(true);
    expect(await tokens().has(other)).toBe(false);
  });

  it('takes a token as often as it is ended', async () => {
    const jti = unique('jti');
    await atOnce(5, () => tokens().add(jti, adapter().ports.now() + 60_000));
    expect(await tokens().has(jti)).toBe(true);
  });
}

/** What `Signer` promises (RFC 8725 §3.1, §3.11). */
export function describeSigner(adapter: () => Adapter): void {
  const signer = () => adapter().ports.signer;
  const issuer = () => adapter().ports.issuer;
  const claims = () => {
    const iat = Math.floor(adapter().ports.now() / 1000);
    return { iss: issuer(), sub: 'a person', iat, exp: iat + 60, jti: unique('jti') };
  };

  it('reads what it has signed, as the type that it has, even after its expiry', () => {
    const signed = claims();
    const token = signer().sign(signed, 'at+jwt');
    adapter().advance(61_000);
    expect(signer().verify(token, 'at+jwt')).toEqual(signed);
    expect(signer().verify(token, 'JWT')).toBeUndefined();
  });

  it.each(['ES256', 'RS256'] as const)('reads an ID token that it signed with %s', async (alg) => {
    const signed = claims();
    const token = await signer().identify(signed, alg);
    const [header = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg });
    expect(signer().verify(token, 'JWT')).toEqual(signed);
    expect(signer().verify(token, 'at+jwt')).toBeUndefined();
  });

  it('reads nothing that somebody has changed', () => {
    const [head, , signature] = signer().sign(claims(), 'at+jwt').split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims(), sub: 'another' }));
    const token = [head, forged.toString('base64url'), signature].join('.');
    expect(signer().verify(token, 'at+jwt')).toBeUndefined();
    expect(signer().verify('no token', 'at+jwt')).toBeUndefined();
  });
}
