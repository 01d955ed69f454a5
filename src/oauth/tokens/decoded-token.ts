import { createHash } from 'node:crypto';
import type { Claims, Ports } from '../ports.js';
import { readTokenId, type TokenId } from './token-id.js';

/** The claims that every access token of ours has (RFC 9068 §2.2). */
export type AccessTokenClaims = Claims & {
  sub: string;
  aud: string;
  exp: number;
  iat: number;
  jti: string;
  client_id: string;
  scope: string;
  account?: string;
};

/** A token whose signature was checked, remembered so that it is checked once. */
export interface DecodedToken {
  claims: AccessTokenClaims;
  id: TokenId;
  /** The `jti`s that can end it: its own, and those of the tokens that it was exchanged from. */
  lineage: string[];
  scope: string[];
  /** About how many bytes it takes in memory. */
  size: number;
}

/** A bounded memory of checked signatures, keyed by the token's digest, never by the token. */
export interface TokenMemory {
  get(digest: string): DecodedToken | undefined;
  /** Keeps a token that somebody has used. */
  set(digest: string, decoded: DecodedToken): void;
  /** Keeps a token that was just issued. */
  add(digest: string, decoded: DecodedToken): void;
}

/** What an entry costs beside its text, in bytes. */
const USUAL_SIZE = 1_500;

/** What the token says, if we signed it. Whether it still counts is another question. */
export function decodeToken(
  token: string,
  ports: Ports,
  memory: TokenMemory,
): DecodedToken | undefined {
  const digest = digestOf(token);
  const known = memory.get(digest);
  if (known) return known;
  const claims = ports.signer.verify(token, 'at+jwt');
  if (!claims || claims.iss !== ports.issuer || !isComplete(claims)) return undefined;
  const decoded = decodedFrom(token, claims);
  if (decoded) memory.set(digest, decoded);
  return decoded;
}

/** Remembers a token that we have just signed: nobody needs to check that signature. */
export function rememberIssued(
  token: string,
  claims: AccessTokenClaims,
  memory: TokenMemory,
): void {
  const decoded = decodedFrom(token, claims);
  if (decoded) memory.add(digestOf(token), decoded);
}

/** A token that is in memory. */
export function recallToken(token: string, memory: TokenMemory): DecodedToken | undefined {
  return memory.get(digestOf(token));
}

function decodedFrom(token: string, claims: AccessTokenClaims): DecodedToken | undefined {
  const id = readTokenId(claims.jti);
  if (!id) return undefined;
  const lineage = [claims.jti, ...((claims.exchanged_from as string[] | undefined) ?? [])];
  const scope = claims.scope.split(' ').filter(Boolean);
  return { claims, id, lineage, scope, size: USUAL_SIZE + 4 * token.length };
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

const TEXTS = ['sub', 'aud', 'jti', 'client_id', 'scope'];

/** RFC 9068 §2.2 requires all of these; what is missing or of another type is no token of ours. */
function isComplete(claims: Claims): claims is AccessTokenClaims {
  const { account = '', exp, iat } = claims;
  const texts = [...TEXTS.map((name) => claims[name]), account];
  return (
    texts.every((value) => typeof value === 'string') &&
    [exp, iat].every((value) => Number.isSafeInteger(value))
  );
}
