/** How often something may be tried: `points` within `seconds` of the first try. */
export interface Budget {
  /** The policy's name in the RateLimit headers. */
  name: string;
  points: number;
  seconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Every budget there is, each with its reason. */
export const BUDGETS = {
  /** One place guessing one person's password. */
  login: { name: 'login', points: 10, seconds: 15 * MINUTE },
  /** Many places guessing one person's password. A familiar device or place is exempt: nobody can lock a person out there. */
  loginAccount: { name: 'login-account', points: 100, seconds: 15 * MINUTE },
  /** One place trying one password on many people; wide enough for an office behind one address. Familiar people are exempt. */
  loginAddress: { name: 'login-address', points: 300, seconds: 5 * MINUTE },
  /** One browser that a person has used before: its own budget, so no stranger can use it up. */
  loginDevice: { name: 'login-device', points: 10, seconds: 15 * MINUTE },
  /** A code has a million values: whoever has the password already must not try them all. */
  secondFactor: { name: 'second-factor', points: 5, seconds: 15 * MINUTE },
  /** A borrowed session guessing the old password. */
  passwordChange: { name: 'password-change', points: 10, seconds: 15 * MINUTE },
  /** A wrongly configured client in a loop. Only failures count, a right secret always works. */
  clientFailure: { name: 'client', points: 100, seconds: 5 * MINUTE },
  /** One place trying many client names. */
  clientAddress: { name: 'client-address', points: 600, seconds: 5 * MINUTE },
  /** Users registered by a machine; wide enough for a school class. */
  registration: { name: 'registration', points: 1000, seconds: HOUR },
  /** Apps registered by a machine where everybody may register one; wide enough for the servers of a large host. */
  openRegistration: { name: 'open-registration', points: 60, seconds: HOUR },
  /** One person guessing what a stranger's device shows; the codes have 25 billion values. */
  userCode: { name: 'user-code', points: 20, seconds: 15 * MINUTE },
  /** One place with many names doing so. */
  userCodeAddress: { name: 'user-code-address', points: 100, seconds: 15 * MINUTE },
  /** Requests that wait for a person: anybody can make them. Wide enough for a large office. */
  waiting: { name: 'waiting', points: 1500, seconds: 5 * MINUTE },
  /** Mails that a stranger can have us send to one address; each purpose has its own, so none starves another. */
  mailActivation: { name: 'mail-activation', points: 5, seconds: HOUR },
  mailPasswordReset: { name: 'mail-password-reset', points: 5, seconds: HOUR },
  mailEmailChange: { name: 'mail-email-change', points: 5, seconds: HOUR },
  /** What happened to a person's account, each kind by itself: a session can make it happen again and again. */
  mailNotice: { name: 'mail-notice', points: 5, seconds: HOUR },
  /** Mails of one purpose that one administrator has us send to one person. */
  mailSupport: { name: 'mail-support', points: 10, seconds: HOUR },
  /** Test mails that an administrator sends to themself; each waits for the mail server. */
  mailTest: { name: 'mail-test', points: 10, seconds: HOUR },
  /** News that is no news the second time: the address has an account already. */
  mailAlreadyRegistered: { name: 'mail-already-registered', points: 1, seconds: 24 * HOUR },
} as const satisfies Record<string, Budget>;

/** How long a place stays familiar after a successful login, in seconds. */
export const FAMILIAR_SECONDS = 30 * 24 * HOUR;
