import { createHash } from 'node:crypto';
import { OAuthError } from './errors.js';
import type { Ports } from './ports.js';
import { isPrivate } from './public-jwk.js';
import { authenticationCode, sameText } from '../common/identifiers.js';
import {
  canBeSignedBy,
  CLIENT_ALGORITHMS,
  type ClientJwt,
  isSignedBy,
  readClientJwt,
} from './signed-jwt.js';

/** What a proof may be signed with (RFC 9449 §5.1). */
export const DPOP_ALGORITHMS = CLIENT_ALGORITHMS;

/** How far from now a proof may have been made. */
const WINDOW_SECONDS = 60;
/** A nonce counts in the period it was made in and in the next one: five minutes at most. */
const NONCE_PERIOD_MS = 150_000;
/** RFC 7638 §3.2: what of a key is hashed, in this order. */
const THUMBPRINT_MEMBERS: Readonly<Record<string, string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** What a proof must be about. */
export interface ProofFor {
  method: string;
  /** Without query and fragment. */
  url: string;
  /** The access token that comes along, at a resource. */
  accessToken?: string;
  /** Of the key that the access token is bound to. */
  keyThumbprint?: string;
  /** Whether a proof without our nonce is refused. */
  nonce: 'required' | 'optional';
}

/** A proof that holds; it still has to be spent. */
export interface Proof {
  /** Thumbprint of the key (RFC 7638). */
  thumbprint: string;
  jti: string;
  /** Seconds since 1970. */
  issuedAt: number;
}

type Needs = Pick<Ports, 'now' | 'tokenKey'>;

/**
 * Reads the `DPoP` header and looks at everything that RFC 9449 §4.3 names, save its reuse. Anybody
 * may send one: what costs nothing comes first, and the signature last.
 * @throws OAuthError `invalid_dpop_proof`, or `use_dpop_nonce` with the nonce to use
 */
export function readProof(header: string, expected: ProofFor, needs: Needs): Proof {
  const jwt = readClientJwt(header);
  if (jwt?.header.typ !== 'dpop+jwt') throw invalidProof('The DPoP header is no proof.');
  const { jti, iat } = jwt.claims;
  if (typeof jti !== 'string' || jti === '' || typeof iat !== 'number')
    throw invalidProof('The proof lacks jti or iat.');
  if (jwt.claims.htm !== expected.method || !isSameUrl(jwt.claims.htu, expected.url))
    throw invalidProof('The proof is for another request.');
  if (expected.accessToken !== undefined && jwt.claims.ath !== hash(expected.accessToken))
    throw invalidProof('The proof is for another access token.');
  checkNonce(jwt, expected, needs);
  if (Math.abs(needs.now() / 1000 - iat) > WINDOW_SECONDS)
    throw invalidProof('The proof is too old or from the future.');
  const { jwk } = jwt.header;
  const thumbprint = canBeSignedBy(jwt, jwk) ? thumbprintOf(jwk) : undefined;
  if (thumbprint === undefined)
    throw invalidProof('The proof holds no public key of an algorithm and a size that we take.');
  if (expected.keyThumbprint !== undefined && expected.keyThumbprint !== thumbprint)
    throw invalidProof('The token is bound to another key.');
  if (!isSignedBy(jwt, jwk)) throw invalidProof('The proof is not signed by the public key in it.');
  return { thumbprint, jti, issuedAt: iat };
}

/** Uses the proof up, for exactly one caller. @throws OAuthError `invalid_dpop_proof` */
export async function spendProof(
  { thumbprint, jti, issuedAt }: Proof,
  { usedOnce }: Pick<Ports, 'usedOnce'>,
): Promise<void> {
  const end = (issuedAt + WINDOW_SECONDS) * 1000;
  if (!(await usedOnce.first(`proof ${thumbprint} ${jti}`, end)))
    throw invalidProof('The proof was used before: each needs its own jti.');
}

/** The nonce that proofs shall hold now (RFC 9449 §8); all instances make the same. */
export function nonceNow({ now, tokenKey }: Needs): string {
  return nonceOf(Math.floor(now() / NONCE_PERIOD_MS), tokenKey);
}

/**
 * The nonce for the client's next proof, where this one holds an older nonce: so that it need not be
 * refused once that one is over (RFC 9449 §8.2).
 */
export function nextNonce(header: string, needs: Needs): string | undefined {
  const nonce = readClientJwt(header)?.claims.nonce;
  const now = nonceNow(needs);
  return nonce === undefined || nonce === now ? undefined : now;
}

/** 400 `invalid_dpop_proof`. */
export function invalidProof(description: string): OAuthError {
  return new OAuthError('invalid_dpop_proof', description);
}

function checkNonce({ claims }: ClientJwt, expected: ProofFor, needs: Needs): void {
  const { nonce } = claims;
  if (nonce === undefined && expected.nonce === 'optional') return;
  const period = Math.floor(needs.now() / NONCE_PERIOD_MS);
  const good = [period, period - 1].map((each) => nonceOf(each, needs.tokenKey));
  if (typeof nonce === 'string' && good.some((each) => sameText(each, nonce))) return;
  throw new OAuthError(
    'use_dpop_nonce',
    'The proof must hold the nonce of the DPoP-Nonce header.',
    {
      headers: { 'dpop-nonce': nonceNow(needs) },
    },
  );
}

/** No token that the key authenticates begins like this. */
function nonceOf(period: number, tokenKey: Buffer): string {
  return authenticationCode(tokenKey, `dpop nonce ${period}`);
}

/** The thumbprint of a public key; nothing for a private one or none at all. */
function thumbprintOf(jwk: unknown): string | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const key = jwk as Record<string, unknown>;
  const kty = String(key.kty);
  const members = Object.hasOwn(THUMBPRINT_MEMBERS, kty) ? THUMBPRINT_MEMBERS[kty] : undefined;
  if (!members || isPrivate(key)) return undefined;
  if (members.some((member) => typeof key[member] !== 'string')) return undefined;
  return hash(JSON.stringify(Object.fromEntries(members.map((member) => [member, key[member]]))));
}

/** Compares after the normalisation of RFC 3986 §6.2; query and fragment do not count. */
function isSameUrl(htu: unknown, url: string): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const [claimed, expected] = [new URL(htu), new URL(url)];
  const hasUser = claimed.username !== '' || claimed.password !== '';
  return !hasUser && claimed.origin === expected.origin && claimed.pathname === expected.pathname;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
