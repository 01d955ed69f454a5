import type { Caller } from './caller.js';

/** Turns an access token into the caller. */
export abstract class TokenVerifier {
  /**
   * The caller, or nothing when the token is malformed, expired, revoked or for somebody else.
   * @throws 503 when Gatehouse cannot be asked: a token that cannot be checked opens nothing
   */
  abstract verify(token: string): Promise<Caller | undefined>;
}

/** The claims that both ways of checking have in common (RFC 9068 §2.2, RFC 7662 §2.2). */
export interface Facts {
  sub?: unknown;
  client_id?: unknown;
  scope?: unknown;
  exp?: unknown;
  account?: unknown;
  cnf?: unknown;
}

/**
 * The caller that the claims describe. A token that is bound to a key (RFC 9449) is refused: the
 * guard does not check proofs, and taking it as a bearer token would undo the binding.
 */
export function callerOf({ sub, client_id, scope, exp, account, cnf }: Facts): Caller | undefined {
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof exp !== 'number')
    return undefined;
  if (cnf !== undefined) return undefined;
  return {
    subject: sub,
    clientId: client_id,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    ...(typeof account === 'string' && { account }),
    expiresAt: exp,
  };
}
