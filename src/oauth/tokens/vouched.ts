import { createHash } from 'node:crypto';
import type { Claims, Ports } from '../ports.js';
import { readTokenId, type TokenId } from './issue.js';

/** What a signature vouches for, remembered so that it is checked once. */
export interface Vouched {
  claims: Claims & {
    sub: string;
    aud: string;
    exp: number;
    iat: number;
    jti: string;
    client_id: string;
    scope: string;
    account?: string;
  };
  id: TokenId;
  /** The `jti`s that can end it: its own, and those of the tokens that it was exchanged from. */
  lineage: string[];
  scope: string[];
}

/** A bounded memory of checked signatures, keyed by the token's digest, never by the token. */
export interface Memory {
  get(digest: string): Vouched | undefined;
  set(digest: string, vouched: Vouched): void;
}

/** What the token says, if we signed it. Whether it still counts is another question. */
export function vouchedFor(token: string, ports: Ports, memory: Memory): Vouched | undefined {
  const digest = createHash('sha256').update(token).digest('base64');
  const known = memory.get(digest);
  if (known) return known;
  const claims = ports.signer.verify(token, 'at+jwt');
  if (!claims || claims.iss !== ports.issuer || !isComplete(claims)) return undefined;
  const id = readTokenId(claims.jti);
  if (!id) return undefined;
  const lineage = [claims.jti, ...((claims.exchanged_from as string[] | undefined) ?? [])];
  const vouched = { claims, id, lineage, scope: claims.scope.split(' ').filter(Boolean) };
  memory.set(digest, vouched);
  return vouched;
}

const TEXTS = ['sub', 'aud', 'jti', 'client_id', 'scope'];

/** RFC 9068 §2.2 requires all of these; what is missing or of another type is no token of ours. */
function isComplete(claims: Claims): claims is Vouched['claims'] {
  const { account = '', exp, iat } = claims;
  const texts = [...TEXTS.map((name) => claims[name]), account];
  return (
    texts.every((value) => typeof value === 'string') &&
    [exp, iat].every((value) => Number.isSafeInteger(value))
  );
}
