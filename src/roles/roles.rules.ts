import { forbidden } from '../common/problem.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';

/**
 * Nobody gives, changes or removes a role that holds more than they do.
 * @throws Problem 403 `scope_not_held`
 */
export function requireHeldRole(
  { authority }: Caller,
  role: { name: string; scopes: readonly string[] },
): void {
  const lacking = uncovered(authority, role.scopes);
  if (lacking.length > 0)
    throw forbidden(
      'scope_not_held',
      `The role ${role.name} holds scopes that you do not: ${lacking.slice(0, 5).join(', ')}.`,
    );
}
