import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  EmbeddedJWK,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';

/** What a proof may be signed with: no symmetric algorithm, and never `none`. */
export const PROOF_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];

const LONGEST_PROOF = 8_192;
/** How far from now a proof may have been made. */
const WINDOW_SECONDS = 60;
const MOST_REMEMBERED = 100_000;

/** The request that a proof must be about. */
export interface ProvenCall {
  method: string;
  /** Without query and fragment. */
  url: string;
  token: string;
  /** Of the key that the token is bound to (RFC 7638). */
  keyThumbprint: string;
}

/** Checks proofs of possession (RFC 9449 §4.3 and §7.1). Each counts once, in this process. */
export class Proofs {
  private readonly used = new LRUCache<string, true>({
    max: MOST_REMEMBERED,
    ttl: 2 * WINDOW_SECONDS * 1000,
  });

  /** Whether the proof holds for this call; it is used up then. */
  async use(proof: string, call: ProvenCall): Promise<boolean> {
    if (proof.length > LONGEST_PROOF) return false;
    const claims = await readProof(proof, call);
    if (!claims) return false;
    const digest = digestOf(`${call.keyThumbprint} ${claims.jti}`);
    if (this.used.has(digest)) return false;
    this.used.set(digest, true);
    return true;
  }
}

/**
 * What is in a proof for this call that the right key has signed. The key is looked at before its
 * signature: what a stranger's key costs is the stranger's choice.
 */
async function readProof(proof: string, call: ProvenCall): Promise<JWTPayload | undefined> {
  try {
    const { jwk = {} } = decodeProtectedHeader(proof);
    if ((await calculateJwkThumbprint(jwk, 'sha256')) !== call.keyThumbprint) return undefined;
    if (!isAbout(decodeJwt(proof), call)) return undefined;
    const { payload } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: PROOF_ALGORITHMS,
    });
    return payload;
  } catch {
    return undefined;
  }
}

function isAbout({ htm, htu, ath, jti, iat }: JWTPayload, { method, url, token }: ProvenCall) {
  const isNow = typeof iat === 'number' && Math.abs(Date.now() / 1000 - iat) <= WINDOW_SECONDS;
  const isNamed = typeof jti === 'string' && jti !== '';
  return isNow && isNamed && htm === method && isSameUrl(htu, url) && ath === digestOf(token);
}

/** Compares after the normalisation of RFC 3986 §6.2; query and fragment do not count. */
function isSameUrl(htu: unknown, url: string): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const [claimed, expected] = [new URL(htu), new URL(url)];
  const hasUser = claimed.username !== '' || claimed.password !== '';
  return !hasUser && claimed.origin === expected.origin && claimed.pathname === expected.pathname;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
