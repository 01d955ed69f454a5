import { createPublicKey } from 'node:crypto';
import { isPrivate, rsaFault } from '../../oauth/public-jwk.js';

const MOST_KEYS = 10;
const LONGEST = 16_384;

/**
 * Why this is not a set of public keys (RFC 7517 §5), as a sentence; nothing when it is one. Each
 * key is EC, OKP or RSA with 2048 to 4096 bits.
 */
export function keySetFault(value: unknown): string | undefined {
  if (!isObject(value) || !Array.isArray(value.keys))
    return 'Write a set of public keys, as {"keys": [...]}.';
  const keys: unknown[] = value.keys;
  if (keys.length === 0 || keys.length > MOST_KEYS)
    return `A key set holds 1 to ${MOST_KEYS} keys.`;
  if (JSON.stringify(value).length > LONGEST) return `A key set has at most ${LONGEST} characters.`;
  for (const key of keys) {
    const fault = keyFault(key);
    if (fault) return fault;
  }
  return undefined;
}

function keyFault(key: unknown): string | undefined {
  if (!isObject(key)) return 'Each key of a key set is an object.';
  if (isPrivate(key))
    return 'A key set holds public keys only; this one is private or symmetric. Replace it, it has been sent.';
  if (!['EC', 'RSA', 'OKP'].includes(String(key.kty)))
    return 'A key of a key set is EC, RSA or OKP.';
  const fault = rsaFault(key);
  if (fault) return fault;
  try {
    createPublicKey({ key, format: 'jwk' });
    return undefined;
  } catch {
    return 'A key of the key set cannot be read.';
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
