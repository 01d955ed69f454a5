import { randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses when reading aloud; just under five bits each. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** A random code that a person can read and type. */
export function readableCode(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
