import {
  constants,
  createPublicKey,
  type KeyObject,
  type SigningOptions,
  verify,
} from 'node:crypto';
import type { Claims } from './ports.js';
import { rsaFault } from './public-jwk.js';

type Jwk = Record<string, unknown>;

/** How one algorithm checks, and which keys it takes: it is bound to the key's type (RFC 8725 §3.1). */
interface Scheme {
  /** Told from the text of the key alone, which costs nothing. */
  fits(jwk: Jwk): boolean;
  digest?: string;
  options?: SigningOptions;
}

const isP256 = ({ kty, crv }: Jwk) => kty === 'EC' && crv === 'P-256';
const isEd25519 = ({ kty, crv }: Jwk) => kty === 'OKP' && crv === 'Ed25519';
const isGoodRsa = (jwk: Jwk) => jwk.kty === 'RSA' && rsaFault(jwk) === undefined;

const SCHEMES: Readonly<Record<string, Scheme>> = {
  ES256: { fits: isP256, digest: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { fits: isEd25519 },
  Ed25519: { fits: isEd25519 },
  PS256: {
    fits: isGoodRsa,
    digest: 'sha256',
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
  },
  RS256: {
    fits: isGoodRsa,
    digest: 'sha256',
    options: { padding: constants.RSA_PKCS1_PADDING },
  },
};

/** What a client may sign with; never `none` or a symmetric algorithm. */
export const CLIENT_ALGORITHMS = Object.keys(SCHEMES);

/** No JWT of a client is longer; nothing longer is parsed. */
const LONGEST = 8_192;

/** A compact JWS that a client made: read, and not believed yet. */
export interface ClientJwt {
  header: Record<string, unknown>;
  claims: Claims;
  signedText: string;
  signature: Buffer;
}

/** Reads a JWT that a client signed; nothing when it is malformed. */
export function readClientJwt(text: string): ClientJwt | undefined {
  if (text.length > LONGEST || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return undefined;
  const [head = '', body = '', signature = ''] = text.split('.');
  const [header, claims] = [objectOf(head), objectOf(body)];
  if (!header || !claims) return undefined;
  const signedText = `${head}.${body}`;
  return { header, claims, signedText, signature: Buffer.from(signature, 'base64url') };
}

/**
 * Whether a key like this can have signed it, before anything is computed: the algorithm takes it,
 * and nothing is critical (`crit` names extensions, and we have none).
 */
export function canBeSignedBy({ header }: ClientJwt, jwk: unknown): boolean {
  const isObject = typeof jwk === 'object' && jwk !== null;
  return isObject && !('crit' in header) && schemeOf(header)?.fits(jwk as Jwk) === true;
}

/** Whether this public key, given as a JWK, signed it. */
export function isSignedBy(jwt: ClientJwt, jwk: unknown): boolean {
  const { header, signedText, signature } = jwt;
  const scheme = schemeOf(header);
  const key = canBeSignedBy(jwt, jwk) ? publicKeyOf(jwk) : undefined;
  if (!key || !scheme) return false;
  try {
    const { digest, options } = scheme;
    return verify(digest, Buffer.from(signedText), { key, ...options }, signature);
  } catch {
    return false;
  }
}

function schemeOf({ alg }: ClientJwt['header']): Scheme | undefined {
  return typeof alg === 'string' && Object.hasOwn(SCHEMES, alg) ? SCHEMES[alg] : undefined;
}

/** A JWK as a key; nothing when it is not one. */
function publicKeyOf(jwk: unknown): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function objectOf(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
