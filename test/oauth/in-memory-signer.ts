import type { Claims, IdTokenAlgorithm, Signer } from '../../src/oauth/ports.js';
import { isSignedBy, readClientJwt } from '../../src/oauth/signed-jwt.js';
import { signedBy, type TestKey, testKey } from '../support/jwt.js';

/** Keeps one key for each algorithm; the RSA key costs a tenth of a second and is made when needed. */
export class InMemorySigner implements Signer {
  private readonly keys = new Map<string, TestKey>();

  sign(claims: Claims, type: 'at+jwt' | 'JWT'): string {
    return this.signWith('ES256', claims, type);
  }

  identify(claims: Claims, algorithm: IdTokenAlgorithm): Promise<string> {
    return Promise.resolve(this.signWith(algorithm, claims, 'JWT'));
  }

  verify(token: string, type: 'at+jwt' | 'JWT'): Claims | undefined {
    const jwt = readClientJwt(token);
    const key = [...this.keys.values()].find(({ jwk }) => jwk.kid === jwt?.header.kid);
    if (!jwt || !key || jwt.header.typ !== type || jwt.header.alg !== key.alg) return undefined;
    // Access tokens are signed with ES256 alone (RFC 8725 §3.11).
    if (type === 'at+jwt' && key.alg !== 'ES256') return undefined;
    return isSignedBy(jwt, key.jwk) ? jwt.claims : undefined;
  }

  private signWith(algorithm: IdTokenAlgorithm, claims: Claims, typ: string): string {
    const key = this.keys.get(algorithm) ?? testKey(algorithm);
    this.keys.set(algorithm, key);
    return signedBy(key, { typ, kid: key.jwk.kid }, claims);
  }
}
