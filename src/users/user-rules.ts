import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import { passwordFault } from '../common/password.js';
import { invalid } from '../common/problem.js';
import { isWellFormed, PREFIX } from '../oauth/secret.js';

const USERNAME = /^[A-Za-z0-9._-]{3,64}$/;
const USERNAME_RULE =
  'username must have 3 to 64 characters, each a letter, a digit, a dot, a hyphen or an underscore';

/** A DTO field that holds a user name. It has no `@`, so it is never mistaken for an address. */
export const IsUsername = () =>
  applyDecorators(
    IsString(),
    Matches(USERNAME, { message: USERNAME_RULE, context: { code: 'is_username' } }),
  );

/** A DTO field that holds an e-mail address we can write to. */
export const IsAddress = () =>
  applyDecorators(
    IsEmail({ require_tld: false, allow_utf8_local_part: false }),
    // The grammar also has quoted local parts, which may hold spaces and line ends.
    Matches(/^[^"\s]*$/, { message: 'email must not be quoted' }),
    MaxLength(254),
  );

/** A DTO field that holds a password; what it must be like is said by `requireGoodPassword`. */
export const IsPassword = () => applyDecorators(IsString(), MaxLength(4096));

/** The form in which user names and addresses are compared: case does not count. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** @throws Problem 400 when the name could be taken for an app's key */
export function requireUsername(username: string): void {
  if (isWellFormed(username, PREFIX.app))
    throw invalid('username', 'is_app_key', 'The user name must not be an app key.');
}

/**
 * @param field its name in the request
 * @throws Problem 400 when the password is short, leaked, or the person's own name or address
 */
export function requireGoodPassword(
  password: string,
  person: { username: string; email: string },
  field: string,
): void {
  const fault = passwordFault(password);
  if (fault) throw invalid(field, ...fault);
  const key = nameKey(password);
  if (key === nameKey(person.username) || key === nameKey(person.email))
    throw invalid(
      field,
      'is_own_name',
      'The password must not be the user name or the e-mail address.',
    );
}
