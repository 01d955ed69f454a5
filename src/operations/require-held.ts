import { forbidden } from '../common/problem.js';
import { IDENTITY_SCOPES, uncovered } from '../oauth/scope.js';
import type { Caller } from './caller.js';

/**
 * Nobody gives what they do not hold. Scopes that tell who a person is need no role, so everybody holds
 * them.
 * @throws Problem 403 `scope_not_held`
 */
export function requireHeld(
  { effectiveScopes }: Pick<Caller, 'effectiveScopes'>,
  scopes: string[],
): void {
  const needARole = scopes.filter((name) => !IDENTITY_SCOPES.includes(name));
  const lacking = uncovered(effectiveScopes, needARole);
  if (lacking.length > 0)
    throw forbidden(
      'scope_not_held',
      `You do not hold ${lacking.slice(0, 5).join(', ')} yourself.`,
    );
}
