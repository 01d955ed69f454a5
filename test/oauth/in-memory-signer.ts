import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claims, IdTokenAlgorithm, Signer } from '../../src/oauth/ports.js';
import { isSignedBy, readClientJwt } from '../../src/oauth/signed-jwt.js';
import { signedBy, type TestKey, testKey } from '../support/jwt.js';

const RSA_FILE = join(__dirname, '../support/certificates/rsa.key');
/** Read from a file: making one takes as long as all other tests together. */
const RSA: TestKey = rsaKey(readFileSync(RSA_FILE, 'utf8'));

/** Keeps one key for each algorithm. */
export class InMemorySigner implements Signer {
  private readonly keys: Record<IdTokenAlgorithm, TestKey> = { ES256: testKey(), RS256: RSA };

  sign(claims: Claims, type: 'at+jwt' | 'JWT'): string {
    return this.signWith('ES256', claims, type);
  }

  identify(claims: Claims, algorithm: IdTokenAlgorithm): Promise<string> {
    return Promise.resolve(this.signWith(algorithm, claims, 'JWT'));
  }

  verify(token: string, type: 'at+jwt' | 'JWT'): Claims | undefined {
    const jwt = readClientJwt(token);
    const key = Object.values(this.keys).find(({ jwk }) => jwk.kid === jwt?.header.kid);
    if (!jwt || !key || jwt.header.typ !== type || jwt.header.alg !== key.alg) return undefined;
    // Access tokens are signed with ES256 alone (RFC 8725 §3.11).
    if (type === 'at+jwt' && key.alg !== 'ES256') return undefined;
    return isSignedBy(jwt, key.jwk) ? jwt.claims : undefined;
  }

  private signWith(algorithm: IdTokenAlgorithm, claims: Claims, typ: string): string {
    const key = this.keys[algorithm];
    return signedBy(key, { typ, kid: key.jwk.kid }, claims);
  }
}

function rsaKey(pem: string): TestKey {
  const privateKey = createPrivateKey(pem);
  const jwk = { ...createPublicKey(privateKey).export({ format: 'jwk' }), kid: 'rsa' };
  return { alg: 'RS256', jwk: jwk as TestKey['jwk'], privateKey };
}
