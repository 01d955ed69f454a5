import type { Verified } from '../../oauth/tokens/principal.js';
import type { Caller } from '../../operations/caller.js';

/** A verified token, in the words that every module uses. */
export function callerOf(token: Verified): Caller {
  return {
    subject: token.subject,
    personId: token.person?.id ?? token.client.ownerId,
    userId: token.person?.id,
    clientId: token.client.id,
    effectiveScopes: token.effectiveScopes,
    account: token.account,
    grantId: token.grantId,
    ownLogin: token.ownLogin,
    confirmedAt: token.confirmedAt,
    secondFactor: token.secondFactor,
  };
}
