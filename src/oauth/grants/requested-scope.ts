import { OAuthError } from '../errors.js';
import type { Ports } from '../ports.js';
import { IDENTITY_SCOPES, isScopeName, parseScope, uncovered } from '../scope.js';

const ACCOUNT = 'account:';
const MOST_NAMES = 100;
/** Of what one token carries; a longer one would be refused by whoever gets it. */
const LONGEST_SCOPE = 4_096;

/** What a request asks for: scopes, and the account that `account:<id>` among them names. */
export interface Wanted {
  /** Missing when nothing was asked: everything the caller may have. */
  scope?: string[];
  account?: string;
}

/**
 * Reads the `scope` parameter. Every scope in it exists, so that nobody sends a person, by a name, a
 * message of their own.
 * @throws OAuthError `invalid_scope`
 */
export async function wantedScope(
  parameter: string | undefined,
  { scopes }: Pick<Ports, 'scopes'>,
  clientId?: string,
): Promise<Wanted> {
  if (parameter === undefined) return {};
  const names = parseScope(parameter);
  if (names.length > MOST_NAMES)
    throw invalidScope(`A request names at most ${MOST_NAMES} scopes.`, clientId);
  if (names.length === 0 || !names.every(isScopeName))
    throw invalidScope('The scope is malformed.', clientId);
  const accounts = names.filter((name) => name.startsWith(ACCOUNT));
  if (accounts.length > 1) throw invalidScope('A token works for one account.', clientId);
  const scope = names.filter((name) => !name.startsWith(ACCOUNT));
  const unknown = await scopes.unknown(scope);
  if (unknown.length > 0)
    throw invalidScope(`There is no such scope: ${unknown.slice(0, 5).join(' ')}.`, clientId);
  return { ...(scope.length > 0 && { scope }), account: accounts[0]?.slice(ACCOUNT.length) };
}

/**
 * What is granted: all that may be had when nothing was asked, else exactly what was asked.
 * Nothing is dropped silently.
 * @throws OAuthError `invalid_scope` naming what is not covered, or when it is too long for a token
 */
export function grantedScope(
  wanted: string[] | undefined,
  available: string[],
  clientId?: string,
): string[] {
  if (!wanted) {
    if (available.length === 0) throw invalidScope('There is no scope to give.', clientId);
    return requireFitting(available, clientId);
  }
  return within([...available, ...IDENTITY_SCOPES], wanted, clientId);
}

/**
 * What is given again of a grant. Identity scopes need no role, but they need the grant: whoever was
 * not given `email` at first does not get it later (RFC 6749 §6).
 * @throws OAuthError `invalid_scope` naming what was not granted
 */
export function regrantedScope(
  wanted: string[] | undefined,
  granted: string[],
  clientId?: string,
): string[] {
  return wanted ? within(granted, wanted, clientId) : grantedScope(undefined, granted, clientId);
}

function within(available: string[], wanted: string[], clientId?: string): string[] {
  const missing = uncovered(available, wanted);
  if (missing.length > 0)
    throw invalidScope(`Not available to this client: ${missing.join(' ')}.`, clientId);
  return requireFitting(wanted, clientId);
}

/** @throws OAuthError `invalid_scope` when no token can carry all of it */
export function requireFitting(scope: string[], clientId?: string): string[] {
  if (scope.join(' ').length > LONGEST_SCOPE)
    throw invalidScope('This is too much for one token; ask for fewer scopes.', clientId);
  return scope;
}

/**
 * The scope of a login: as much of the role's as one token carries. What the login opens is the role's
 * in any case, so nobody is kept out by the number of scopes that there are.
 */
export function loginScope(held: string[]): string[] {
  let length = 0;
  return grantedScope(
    undefined,
    held.filter((name) => (length += name.length + 1) <= LONGEST_SCOPE),
  );
}

/** 400 `invalid_scope`. Scope names are the request's own words, so the wire says them in the hint. */
export function invalidScope(hint: string, clientId?: string): OAuthError {
  return new OAuthError(
    'invalid_scope',
    'The requested scope is invalid, unknown or not available.',
    {
      hint,
      clientId,
    },
  );
}
