import { random } from '../../common/identifiers.js';
import type { Grant } from '../ports.js';

/**
 * A `jti` that also says which grant, generation and epochs the token belongs to, so that endings
 * are told by counting and never by comparing clocks.
 */
export function tokenId(grant: Grant): string {
  const counts = [grant.generation, grant.clientEpoch, grant.userEpoch].map((n) => n.toString(36));
  return ['jti', grant.id, ...counts, random(12).toString('hex')].join('_');
}

/** What `tokenId` wrote. */
export interface TokenId {
  grantId: string;
  generation: number;
  clientEpoch: number;
  userEpoch: number;
}

/** Reads a `jti`. */
export function readTokenId(jti: string): TokenId | undefined {
  const [mark, grantId, ...rest] = jti.split('_');
  const [generation, clientEpoch, userEpoch] = rest.map((text) => Number.parseInt(text, 36));
  if (mark !== 'jti' || !grantId || rest.length !== 4) return undefined;
  return {
    grantId,
    generation: generation ?? Number.NaN,
    clientEpoch: clientEpoch ?? Number.NaN,
    userEpoch: userEpoch ?? Number.NaN,
  };
}
