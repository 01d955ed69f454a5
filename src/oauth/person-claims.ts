import type { Claims, Person } from './ports.js';

/**
 * What the granted scopes tell about a person (OpenID Connect Core §5.1, §5.4). People have one name
 * here, so `name` is the user name.
 */
export function personClaims(person: Person, scope: string[]): Claims {
  const { id, username, email, emailVerified, changedAt } = person;
  return {
    sub: id,
    ...(scope.includes('profile') && {
      name: username,
      preferred_username: username,
      updated_at: changedAt,
    }),
    ...(scope.includes('email') && { email, email_verified: emailVerified }),
  };
}

/** The claims that can be asked for by name (OpenID Connect Core §5.5). */
export const PERSON_CLAIMS = [
  'name',
  'preferred_username',
  'updated_at',
  'email',
  'email_verified',
];
