import { createSecret, PREFIX } from '../../../src/common/identifiers.js';
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

/** What `ApiKeys` promises. */
export function describeApiKeys(adapter: () => Adapter): void {
  const keys = () => adapter().ports.apiKeys;
  const scope = ['deliveries', 'tasks'];

  it('finds a key by its text, and then has the very same in memory', async () => {
    const app = await adapter().app();
    const expiresAt = adapter().ports.now() + 60_000;
    const text = await adapter().apiKey(app, { scope, expiresAt });
    const found = await keys().find(text);
    expect(found).toMatchObject({ clientId: app.id, scope, expiresAt, tail: text.slice(-4) });
    expect(keys().peek(text)).toBe(found);
    expect(await keys().find(text)).toBe(found);
  });

  it('finds no other text, as often as it is asked', async () => {
    const text = await adapter().apiKey(await adapter().app(), { scope });
    const others = [createSecret(PREFIX.apiKey), `${text}x`, text.slice(1), 'a key', ''];
    for (const other of [...others, ...others]) {
      expect(await keys().find(other)).toBeUndefined();
      expect(keys().peek(other)).toBeUndefined();
    }
    expect(await keys().find(text)).not.toHaveProperty('expiresAt', expect.any(Number));
  });

  it('finds no key that is over, and ends one as often as it is asked', async () => {
    const app = await adapter().app();
    const expiresAt = adapter().ports.now() + 60_000;
    const short = await adapter().apiKey(app, { scope, expiresAt });
    const text = await adapter().apiKey(app, { scope });
    expect(await keys().find(short)).toBeDefined();
    const { id = '' } = (await keys().find(text)) ?? {};
    adapter().advance(60_000);
    for (let times = 0; times < 2; times += 1) await keys().revoke(id);
    await keys().revoke(unique('key'));
    for (const over of [short, text]) {
      expect(await keys().find(over)).toBeUndefined();
      expect(keys().peek(over)).toBeUndefined();
    }
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
