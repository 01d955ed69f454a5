import { BUILT_IN_CLIENT } from './built-in-client.js';
import type { Client, Person } from './ports.js';
import { IDENTITY_SCOPES, intersect } from './scope.js';

/**
 * What of the granted scopes may be used now. Authority is live: an app has its own scopes ∩ its
 * owner's role; acting for a person it has no more than that person's role either.
 */
export function effectiveScopes(granted: string[], client: Client, person?: Person): string[] {
  const ofPerson = person ? intersect(granted, person.scope) : granted;
  const ofClient = client.id === BUILT_IN_CLIENT.id ? ofPerson : intersect(ofPerson, client.scope);
  const identity = granted.filter((name) => IDENTITY_SCOPES.includes(name));
  return [...new Set([...ofClient, ...identity])];
}
