import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { pickedMembers } from '../common/changed-members.js';
import { isWellFormed, PREFIX } from '../common/identifiers.js';
import type { Language } from '../common/language.js';
import { NO_PASSWORD, passwordFault } from '../common/password.js';
import { forbidden, refuse } from '../common/problem.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import type { User, UserStatus } from './user.entity.js';

const USERNAME = /^[A-Za-z0-9._-]{3,64}$/;
const USERNAME_RULE = 'Use 3 to 64 characters: letters, digits, dots, hyphens and underscores.';

/** A DTO field that holds a user name. It has no `@`, so it is never mistaken for an address. */
export const IsUsername = () =>
  applyDecorators(
    IsString(),
    Matches(USERNAME, { message: USERNAME_RULE, context: { code: 'is_username' } }),
    NotAnAppKey(),
  );

/** A DTO field that holds an e-mail address we can write to. */
export const IsAddress = () =>
  applyDecorators(
    IsEmail({ require_tld: false, allow_utf8_local_part: false }),
    // The grammar also has quoted local parts, which may hold spaces and line ends.
    Matches(/^[^"\s]*$/, { message: 'The e-mail address must have no quotes and no spaces.' }),
    MaxLength(254),
  );

/**
 * A DTO field that holds a new password. It is compared with the name and the address that come with
 * it; with those of a user who is stored already, by `requireGoodPassword`.
 */
export const IsPassword = (): PropertyDecorator =>
  applyDecorators(IsString(), ...PASSWORD_RULES.map(([name, code]) => PasswordRule(name, code)));

const PASSWORD_RULES = [
  ['tooShort', 'too_short'],
  ['tooLong', 'too_long'],
  ['leaked', 'leaked'],
  ['isOwnName', 'is_own_name'],
] as const;

function PasswordRule(name: string, code: string) {
  const faultOf = (value: unknown, person: object) => {
    const fault = typeof value === 'string' ? goodPasswordFault(value, person) : undefined;
    return fault?.[0] === code ? fault : undefined;
  };
  return ValidateBy({
    name,
    validator: {
      validate: (value, given) => !faultOf(value, given?.object ?? {}),
      defaultMessage: (given) => faultOf(given?.value, given?.object ?? {})?.[1] ?? '',
    },
  });
}

/** The name could be taken for an app's. */
const NotAnAppKey = () =>
  ValidateBy({
    name: 'isAppKey',
    validator: {
      validate: (value) => typeof value !== 'string' || !isWellFormed(value, PREFIX.app),
      defaultMessage: () => 'The user name must not be a client ID.',
    },
  });

/** The form in which user names and addresses are compared: case does not count. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
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
  refuse({ [field]: goodPasswordFault(password, person) });
}

function goodPasswordFault(
  password: string,
  person: { username?: unknown; email?: unknown },
): [code: string, message: string] | undefined {
  const fault = passwordFault(password);
  if (fault) return fault;
  const names = [person.username, person.email].filter((name) => typeof name === 'string');
  if (names.some((name) => nameKey(name) === nameKey(password)))
    return ['is_own_name', 'The password must not be the user name or the e-mail address.'];
  return undefined;
}

/** What is stored of a new user. */
export interface NewUser {
  username: string;
  email: string;
  /** `NO_PASSWORD` of who was invited. */
  passwordHash: string;
  roleId: string;
  status: UserStatus;
  language?: Language;
}

/**
 * The columns that a change touches; the others may be written by somebody else meanwhile. Who was
 * invited is active with the first password.
 */
export function patchOf(row: User, change: Partial<NewUser>, now: Date): Partial<User> {
  const { username, email, passwordHash, roleId } = change;
  const isFirst = passwordHash !== undefined && isInvited(row);
  const status = change.status ?? (isFirst ? 'active' : undefined);
  const isDisabled = status === 'disabled' && row.status !== 'disabled';
  const isMoved = email !== undefined && nameKey(email) !== row.emailKey;
  const isRenamed = username !== undefined && username !== row.username;
  const endsSessions = passwordHash !== undefined || isDisabled;
  return {
    ...(username !== undefined && { username, usernameKey: nameKey(username) }),
    ...(email !== undefined && { email, emailKey: nameKey(email) }),
    ...(isMoved && { emailVerifiedAt: null }),
    ...((isMoved || isRenamed) && { profileChangedAt: now }),
    ...(passwordHash !== undefined && { passwordHash }),
    ...(roleId !== undefined && { roleId }),
    ...(status !== undefined && { status }),
    epoch: row.epoch + (endsSessions ? 1 : 0),
  };
}

/** The status of somebody whom an administrator creates: without a password they are invited. */
export function firstStatus({
  password,
  status,
}: {
  password?: string;
  status?: UserStatus;
}): UserStatus {
  if (password !== undefined) return status ?? 'active';
  return status === 'disabled' ? 'disabled' : 'pending';
}

/** Whether the user waits for nothing but a password of their own. */
export function isInvited({ status, passwordHash }: User): boolean {
  return status === 'pending' && passwordHash === NO_PASSWORD;
}

/**
 * Nobody acts on a user whose role holds what they do not, nor on what belongs to one. What a removed
 * user left behind is within everybody's reach.
 * @param user nothing when there is none any more
 * @throws Problem 403 `beyond_reach`
 */
export function requireReach(
  { effectiveScopes }: Caller,
  user: { scopes: readonly string[] } | undefined,
): void {
  const lacking = uncovered(effectiveScopes, user?.scopes ?? []);
  if (lacking.length > 0)
    throw forbidden(
      'beyond_reach',
      `Their role holds scopes that you do not: ${lacking.slice(0, 5).join(', ')}.`,
    );
}

/**
 * What the audit keeps of a change to a person: no names and addresses, since it outlives them.
 * @param row as it was
 */
export function detailOf(row: User, changed: string[], { roleId, status }: Partial<User>) {
  const told = changed.filter((name) => name === 'roleId' || name === 'status');
  const before = told.length > 0 ? pickedMembers(row, told) : undefined;
  return { changed, roleId, status, before };
}
