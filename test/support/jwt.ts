import {
  constants,
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';

/** A key pair of a test's client. */
export interface TestKey {
  alg: string;
  /** The public half, as an app registers it. */
  jwk: Record<string, string>;
  privateKey: KeyObject;
}

/** A fresh key pair for this algorithm; `bits` for RSA. */
export function testKey(alg = 'ES256', bits = 2048): TestKey {
  const { publicKey, privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : alg === 'EdDSA' || alg === 'Ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: bits });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: randomUUID() } as TestKey['jwk'];
  return { alg, jwk, privateKey };
}

/** A public RSA key of this size, which nobody has the private half of. */
export function rsaJwk(bits: number, exponentBits = 17): Record<string, string> {
  const odd = (size: number) => {
    const bytes = Buffer.alloc(Math.ceil(size / 8));
    bytes[0] = 1 << ((size - 1) % 8);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1;
    return bytes.toString('base64url');
  };
  return { kty: 'RSA', n: odd(bits), e: odd(exponentBits) };
}

/** A compact JWS, whatever its header says; `undefined` members are left out. */
export function signedBy(key: TestKey, header: object, claims: object): string {
  const text = unsigned({ alg: key.alg, ...header }, claims);
  return `${text}.${signatureOf(key, text).toString('base64url')}`;
}

/** Without a signature (`alg: none`). */
export function unsignedJwt(header: object, claims: object): string {
  return `${unsigned({ alg: 'none', ...header }, claims)}.`;
}

/** Signed with the public key as if it were a shared secret. */
export function confused(key: TestKey, header: object, claims: object): string {
  const text = unsigned({ alg: 'HS256', ...header }, claims);
  const mac = createHmac('sha256', JSON.stringify(key.jwk)).update(text).digest('base64url');
  return `${text}.${mac}`;
}

/** A proof of possession (RFC 9449 §4.2). */
export function proofBy(
  key: TestKey,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): string {
  const { kid: _, ...jwk } = key.jwk;
  return signedBy(key, { typ: 'dpop+jwt', jwk, ...header }, { jti: randomUUID(), ...claims });
}

/** The `ath` of an access token, and other digests of RFC 9449. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function unsigned(header: object, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}`;
}

function signatureOf({ alg, privateKey: key }: TestKey, text: string): Buffer {
  const data = Buffer.from(text);
  if (alg === 'ES256') return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  if (alg === 'EdDSA' || alg === 'Ed25519') return sign(undefined, data, key);
  const padding = alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return sign('sha256', data, { key, padding, ...(alg === 'PS256' && { saltLength: 32 }) });
}
