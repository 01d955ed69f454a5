import { conflict, forbidden } from '../common/problem.js';
import { covers, uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { requireConfirmation, requireOwnLogin } from '../operations/own-login.js';
import type { Role } from './role.entity.js';

/**
 * Nobody gives, changes or removes a role that holds more than they do.
 * @throws Problem 403 `scope_not_held`
 */
export function requireHeldRole(
  { effectiveScopes }: Caller,
  role: { name?: string; scopes: readonly string[] },
): void {
  const lacking = uncovered(effectiveScopes, role.scopes);
  if (lacking.length === 0) return;
  const which = role.name === undefined ? 'The role' : `The role ${role.name}`;
  const some = lacking.slice(0, 5).join(', ');
  throw forbidden('scope_not_held', `${which} holds scopes that you do not: ${some}.`);
}

/**
 * Guards what makes administrators without naming them: the holders of a role, or whoever registers.
 * They would outlive the app, or the borrowed session, that made them.
 * @throws Problem 403 `own_login_required`, `confirmation_required`
 */
export function requireProvenFor(
  caller: Caller,
  before: readonly string[],
  after: readonly string[],
  now: number,
): void {
  if (!uncovered(before, after).some((name) => covers(['backend'], name))) return;
  requireOwnLogin(caller);
  requireConfirmation(caller, now);
}

/** @throws Problem 409 for a role that is seeded */
export function requireOwnRole(role: Role, sentence: string): void {
  if (role.system) throw conflict('system_role', sentence);
}

/** @throws Problem 409 for the role that holds everything, now and later */
export function requireChangeableScopes(role: Role): void {
  if (role.everything)
    throw conflict('system_role', 'The scopes of this role cannot be changed: it has them all.');
}

/** Scopes of single operations, among all names, that the first list opens and the second does not. */
export function difference(
  names: readonly string[],
  first: readonly string[],
  second: readonly string[],
): string[] {
  const above = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.')))));
  return names.filter((name) => !above.has(name) && covers(first, name) && !covers(second, name));
}

/** The form in which names of roles are compared: case and composition do not count. */
export function roleNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
