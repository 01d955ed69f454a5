import { forbidden } from '../common/problem.js';
import type { Caller } from '../operations/caller.js';

/**
 * The person who calls. An app that acts for itself must not change its owner's account.
 * @throws Problem 403 `person_required`
 */
export function requirePerson({ userId }: Caller): string {
  if (userId === undefined)
    throw forbidden('person_required', 'Only a person can do this, not an app acting for itself.');
  return userId;
}
