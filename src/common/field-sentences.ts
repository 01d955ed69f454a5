/** What fields are called, where their names are no plain words. */
const WORDS: Record<string, string> = {
  accountId: 'account',
  email: 'e-mail address',
  expiresAt: 'end',
  from: 'first time',
  jwks: 'key set',
  oldPassword: 'old password',
  otp: 'code',
  ownerId: 'owner',
  redirectUris: 'redirect URIs',
  postLogoutRedirectUris: 'redirect URIs after sign-out',
  roleId: 'role',
  to: 'last time',
  url: 'address',
  userId: 'person',
  username: 'user name',
};

type Sentence = (it: string, ...limits: unknown[]) => string;

/** By rule of class-validator: what is wrong, and so what to do. */
const SENTENCES: Record<string, Sentence> = {
  whitelistValidation: () => 'This field is not known here; leave it out.',
  isDefined: (it) => `${it} must not be missing.`,
  isNotEmpty: (it) => `${it} must not be empty.`,
  isString: (it) => `${it} must be text.`,
  isArray: (it) => `${it} must be a list.`,
  isObject: (it) => `${it} must be an object.`,
  isBoolean: (it) => `${it} must be true or false.`,
  isInt: (it) => `${it} must be a whole number.`,
  isNumber: (it) => `${it} must be a number.`,
  isDate: (it) => `${it} must be a time, such as 2027-01-10T12:00:00Z.`,
  isEmail: (it) => `${it} must be one that mail can reach, such as ada@example.org.`,
  isIn: (it, values) => `${it} must be one of ${(values as unknown[]).join(', ')}.`,
  matches: (it) => `${it} does not have the form that is expected.`,
  isLength: (it, least, most) => `${it} must have ${least} to ${most} characters.`,
  minLength: (it, least) =>
    least === 1 ? `${it} must not be empty.` : `${it} must have at least ${least} characters.`,
  maxLength: (it, most) => `${it} must have at most ${most} characters.`,
  arrayMinSize: (it, least) => `${it} must be at least ${least === 1 ? 'one' : least}.`,
  arrayMaxSize: (it, most) => `${it} must be at most ${most}.`,
  min: (it, least) => `${it} must be ${least} or more.`,
  max: (it, most) => `${it} must be ${most} or less.`,
};

/** Rules about the kind of value: what else a value of another kind breaks tells nothing new. */
const KINDS = [
  'whitelistValidation',
  'isDefined',
  'isString',
  'isArray',
  'isObject',
  'isBoolean',
  'isInt',
  'isNumber',
  'isDate',
];

/** Whether the rule says of which kind a value is. */
export function isAboutKind(rule: string): boolean {
  return KINDS.includes(rule);
}

/** The rules that have a sentence here. */
export const RULES = Object.keys(SENTENCES);

/**
 * What is wrong with a field, for people; nothing when the rule is not one of class-validator's.
 * @param each whether the rule is about the entries of a list
 */
export function sentenceOf(
  field: string,
  rule: string,
  limits: readonly unknown[],
  each: boolean,
): string | undefined {
  const it = each ? `Each of the ${wordsOf(field)}` : `The ${wordsOf(field)}`;
  return SENTENCES[rule]?.(it, ...limits);
}

/** A field that has to be there, and is not. */
export function missing(field: string): string {
  return `The ${wordsOf(field)} must not be missing.`;
}

function wordsOf(field: string): string {
  return WORDS[field] ?? field.replace(/[_-]/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`); // prettier-ignore
}
