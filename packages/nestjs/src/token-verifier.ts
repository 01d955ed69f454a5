import type { Caller } from './caller.js';

/** A token that is good. */
export interface VerifiedToken {
  caller: Caller;
  /** Of the key it is bound to (RFC 9449 §6); such a token counts with a proof alone. */
  keyThumbprint?: string;
}

/** Turns an access token into the caller. */
export abstract class TokenVerifier {
  /**
   * The caller, or nothing when the token is malformed, expired, revoked or for somebody else.
   * @throws 503 when Gatehouse cannot be asked: a token that cannot be checked opens nothing
   */
  abstract verify(token: string): Promise<VerifiedToken | undefined>;
}

/** The claims that both ways of checking have in common (RFC 9068 §2.2, RFC 7662 §2.2). */
export interface TokenClaims {
  sub?: unknown;
  client_id?: unknown;
  scope?: unknown;
  exp?: unknown;
  account?: unknown;
  cnf?: unknown;
}

/**
 * What the claims say. A token that is bound in a way that we cannot check is refused.
 * @param mayLast whether it may have no end
 */
export function readClaims(
  claims: TokenClaims,
  { mayLast = false } = {},
): VerifiedToken | undefined {
  const { sub, client_id, scope, exp, account, cnf } = claims;
  if (typeof sub !== 'string' || typeof client_id !== 'string') return undefined;
  if (typeof exp !== 'number' && !(mayLast && exp === undefined)) return undefined;
  const keyThumbprint = (cnf as { jkt?: unknown } | null | undefined)?.jkt;
  if (cnf !== undefined && typeof keyThumbprint !== 'string') return undefined;
  const caller = {
    subject: sub,
    clientId: client_id,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    ...(typeof account === 'string' && { account }),
    ...(exp !== undefined && { expiresAt: exp }),
  };
  return { caller, ...(typeof keyThumbprint === 'string' && { keyThumbprint }) };
}
