import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { Problem } from './problem.js';

/** OWASP's minimum for argon2id: 19 MiB, two rounds, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 10;
const LONGEST_BYTES = 1024;
const MOST_AT_ONCE = 2;
const MOST_WAITING = 200;

const LEAKED = new Set(
  (dictionary['passwords-common'] as string[]).filter((word) => word.length >= SHORTEST),
);

/** Why a person may not have this password, as a code and a sentence; nothing when they may. */
export function passwordFault(password: string): [code: string, message: string] | undefined {
  const text = password.normalize('NFC');
  if ([...text].length < SHORTEST)
    return ['too_short', `The password must have at least ${SHORTEST} characters.`];
  if (Buffer.byteLength(text) > LONGEST_BYTES)
    return ['too_long', `The password must have at most ${LONGEST_BYTES} bytes.`];
  if (LEAKED.has(text.toLowerCase()))
    return ['leaked', 'This password is on a list of well-known leaked passwords.'];
  return undefined;
}

/** Hashes off the main thread; NFC first, so that one password typed on two keyboards is one. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), COST));
}

/** Whether the password belongs to the hash. Without a hash it works as long and answers no. */
export async function passwordMatches(
  stored: string | undefined,
  password: string,
): Promise<boolean> {
  if (Buffer.byteLength(password) > LONGEST_BYTES * 4) return false;
  dummy ??= hashPassword(randomBytes(32).toString('hex'));
  const against = stored ?? (await dummy);
  const matches = await inTurn(() => verify(against, password.normalize('NFC')));
  return matches && stored !== undefined;
}

/** Compared against when the name is unknown, so that the answer takes as long. */
let dummy: Promise<string> | undefined;

let running = 0;
const waiting: (() => void)[] = [];

/** A bounded queue: hashing is dear, and a flood of logins must not take all memory. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING)
    throw new Problem(503, 'busy', 'Too many people are signing in at once; please try again.', {
      headers: { 'retry-after': '2' },
    });
  if (running < MOST_AT_ONCE) running += 1;
  else await new Promise<void>((resume) => waiting.push(resume));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
