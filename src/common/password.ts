import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from './problem.js';

/** OWASP's minimum for argon2id: 19 MiB, two rounds, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 10;
const LONGEST_BYTES = 1024;
const MOST_AT_ONCE = 2;
/** How many may wait. Familiar people have places of their own, which no flood of strangers takes. */
const MOST_WAITING = { familiar: 50, stranger: 150 };

/** Who waits for a password to be looked at. */
export type Lane = keyof typeof MOST_WAITING;

/** Read when the first password is looked at: unpacked, the list takes 15 MB. */
let leaked: Set<string> | undefined;

function isLeaked(text: string): boolean {
  leaked ??= new Set(commonPasswords().filter((word) => word.length >= SHORTEST));
  return leaked.has(text.toLowerCase());
}

function commonPasswords(): string[] {
  const { dictionary } =
    require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'] as string[];
}

/** Why a person may not have this password, as a code and a sentence; nothing when they may. */
export function passwordFault(password: string): [code: string, message: string] | undefined {
  const text = password.normalize('NFC');
  if ([...text].length < SHORTEST)
    return ['too_short', `The password must have at least ${SHORTEST} characters.`];
  if (Buffer.byteLength(text) > LONGEST_BYTES)
    return ['too_long', `The password must have at most ${LONGEST_BYTES} bytes.`];
  if (isLeaked(text))
    return ['leaked', 'This password is on a list of well-known leaked passwords.'];
  return undefined;
}

/** Hashes off the main thread; NFC first, so that one password typed on two keyboards is one. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), COST));
}

/** What is stored of somebody who has not chosen a password yet. */
export const NO_PASSWORD = '';

/** Whether the password belongs to the hash. Without a hash it works as long and answers no. */
export async function passwordMatches(
  stored: string = NO_PASSWORD,
  password: string,
  lane: Lane = 'stranger',
): Promise<boolean> {
  if (Buffer.byteLength(password) > LONGEST_BYTES * 4) return false;
  dummy ??= hashPassword(randomBytes(32).toString('hex'));
  const against = stored === NO_PASSWORD ? await dummy : stored;
  const matches = await inTurn(() => verify(against, password.normalize('NFC')), lane);
  return matches && stored !== NO_PASSWORD;
}

/** Compared against when the name is unknown, so that the answer takes as long. */
let dummy: Promise<string> | undefined;

let running = 0;
const waiting: Record<Lane, (() => void)[]> = { familiar: [], stranger: [] };
let lastServed: Lane = 'stranger';

/** Takes from both lanes in turn, so that neither starves. */
function nextInLine(): (() => void) | undefined {
  const turn: Lane[] =
    lastServed === 'stranger' ? ['familiar', 'stranger'] : ['stranger', 'familiar'];
  const lane = turn.find((each) => waiting[each].length > 0);
  lastServed = lane ?? lastServed;
  return lane && waiting[lane].shift();
}

/** Bounds how many wait: hashing is dear, and a flood of logins must not take all memory. */
async function inTurn<T>(work: () => Promise<T>, lane: Lane = 'stranger'): Promise<T> {
  if (waiting[lane].length >= MOST_WAITING[lane])
    throw new Problem(503, 'busy', 'Too many people are signing in at once; please try again.', {
      headers: { 'retry-after': '2' },
    });
  if (running < MOST_AT_ONCE) running += 1;
  else await new Promise<void>((resume) => waiting[lane].push(resume));
  try {
    return await work();
  } finally {
    const next = nextInLine();
    if (next) next();
    else running -= 1;
  }
}
