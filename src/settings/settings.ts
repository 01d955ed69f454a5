import type { Config } from '../config/config.js';
import { schemeListFault } from '../oauth/private-scheme.js';

/** What an administrator may change at run time. */
export interface Settings {
  /** The name of the role that a registration gives. */
  role_default: string;
  'registration.enabled': boolean;
  /** `auto`: by e-mail when mail can be sent, at once otherwise. */
  'registration.activation': 'auto' | 'none' | 'email' | 'admin';
  /** Whether an administrator must approve a new app. */
  /** Whether administrators are shown what a new installation needs. */
  'portal.first_steps': boolean;
  'app.approval': boolean;
  'app.max_per_user': number;
  'account.max_per_user': number;
  'oauth.token_get': boolean;
  'oauth.user_credentials': boolean;
  /** `token`: with an initial access token. `open`: everybody, as a public client of the code flow. */
  'oauth.dynamic_registration': 'off' | 'token' | 'open';
  /** Private schemes without a dot that redirect URIs may have. */
  'oauth.redirect_schemes': string[];
  /** How many apps may have registered themselves. */
  'oauth.max_registered': number;
  /** Seconds. */
  'token.access_ttl': number;
  /** Seconds. */
  'token.refresh_ttl': number;
  'quota.logins': number;
  'quota.personal_tokens': number;
  'quota.grants': number;
  'quota.rows': number;
  /** Zero: for ever. */
  'audit.retention_days': number;
}

export type SettingKey = keyof Settings;
export type SettingValue = Settings[SettingKey];

/** One setting, as people and the check of its values need it. */
export interface Definition<T extends SettingValue = SettingValue> {
  type: 'string' | 'boolean' | 'number' | 'list';
  description: string;
  default: T;
  /** The only values there are. */
  choices?: readonly string[];
  /** What earlier versions stored, and what it means now. */
  formerly?: ReadonlyMap<unknown, T>;
  /** Why a list cannot be the value, as a sentence. */
  listFault?: (names: readonly string[]) => string | undefined;
  /** Lowest and highest whole number. */
  range?: readonly [number, number];
}

export type Definitions = { readonly [K in SettingKey]: Definition<Settings[K]> };

/** Every setting there is; lifetimes start from the environment's. */
export function settingDefinitions(config: Config): Definitions {
  return {
    role_default: {
      type: 'string',
      description: 'The name of the role that a newly registered person gets.',
      default: 'Consumer',
    },
    'registration.enabled': yesOrNo('Whether people may register by themselves.', true),
    'registration.activation': {
      type: 'string',
      description:
        'How a new person becomes active: by e-mail, by an administrator, at once (none), or by e-mail only where mail can be sent (auto).',
      default: 'auto',
      choices: ['auto', 'none', 'email', 'admin'],
    },
    'portal.first_steps': yesOrNo(
      'Whether the overview shows administrators what a new installation still needs.',
      true,
    ),
    'app.approval': yesOrNo(
      'Whether an administrator must approve each app, and again when its name, address, scopes or redirect URIs change.',
      false,
    ),
    'app.max_per_user': whole(
      'How many apps one person may have, for themselves and for each of their accounts.',
      16,
      [1, 1000],
    ),
    'account.max_per_user': whole('How many accounts one partner may have.', 1000, [1, 100_000]),
    'oauth.token_get': yesOrNo(
      'Whether token endpoints answer GET, with credentials in the Authorization header alone.',
      false,
    ),
    'oauth.user_credentials': yesOrNo(
      'Whether user name and password may stand in for client ID and secret.',
      true,
    ),
    'oauth.dynamic_registration': {
      type: 'string',
      description:
        'Whether programs may register themselves: not at all (off), with an initial access token (token), or all of them (open), as public clients of the code flow that nobody approved.',
      default: 'off',
      choices: ['off', 'token', 'open'],
      formerly: new Map<unknown, 'off' | 'token'>([
        [true, 'token'],
        [false, 'off'],
      ]),
    },
    'oauth.max_registered': whole(
      'How many programs may have registered themselves; more are told to come back later.',
      1000,
      [1, 100_000],
    ),
    'oauth.redirect_schemes': {
      type: 'list',
      description:
        'Private schemes without a dot, such as cursor, that redirect URIs of public apps may have. A scheme with a dot needs no setting.',
      default: [],
      listFault: schemeListFault,
    },
    'token.access_ttl': whole('Seconds an access token lives.', config.accessTokenTtl, [1, 86_400]),
    'token.refresh_ttl': whole(
      'Seconds a refresh token lives.',
      config.refreshTokenTtl,
      [1, 31_536_000],
    ),
    'quota.logins': whole(
      'How many live logins, and how many portal sessions, one person may have; the oldest ends when a new one comes.',
      1_000,
      [1, 100_000],
    ),
    'quota.personal_tokens': whole(
      'How many live personal access tokens one person may have.',
      100,
      [1, 10_000],
    ),
    'quota.grants': whole(
      'How many live grants one app may have for itself, and for one person; the oldest ends when a new one comes.',
      1_000,
      [1, 100_000],
    ),
    'quota.rows': whole(
      'How many deliveries, and how many tasks, one account, app or person may have.',
      100_000,
      [1, 10_000_000],
    ),
    'audit.retention_days': whole(
      'How many days entries of the audit are kept; 0 keeps them for ever.',
      730,
      [0, 36_500],
    ),
  };
}

/** The value in the words of this version. */
export function presentValue({ formerly }: Definition, value: unknown): unknown {
  return formerly?.has(value) ? formerly.get(value) : value;
}

/** Why the setting cannot have this value, as a sentence; nothing when it can. */
export function valueFault(definition: Definition, value: unknown): string | undefined {
  const { type, choices, range } = definition;
  if (type === 'list')
    return isListOfTexts(value)
      ? definition.listFault?.(value)
      : 'The value must be a list of texts.';
  if (typeof value !== type) return `The value must be a ${type}.`;
  if (choices && !choices.includes(String(value)))
    return `The value must be one of ${choices.join(', ')}.`;
  if (range && !isWithin(value, range))
    return `The value must be a whole number from ${range[0]} to ${range[1]}.`;
  return undefined;
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isWithin(value: unknown, [lowest, highest]: readonly [number, number]): boolean {
  return Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
}

function yesOrNo(description: string, initial: boolean): Definition<boolean> {
  return { type: 'boolean', description, default: initial };
}

function whole(
  description: string,
  initial: number,
  range: readonly [number, number],
): Definition<number> {
  return { type: 'number', description, default: initial, range };
}
