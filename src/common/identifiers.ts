import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * Everything Gatehouse names or hides is written as `prefix + body + checksum` in `[A-Za-z0-9_]`:
 * no client library has to escape it, and a secret scanner can tell a real one from a lookalike
 * without asking us. The checksum is CRC-32 of all that precedes it, in six base-62 digits.
 */
export const PREFIX = {
  app: 'gate_app_',
  appSecret: 'gate_sec_',
  refreshToken: 'gate_ref_',
  personalToken: 'gate_pat_',
  apiKey: 'gate_key_',
  session: 'gate_ses_',
  activation: 'gate_act_',
  passwordReset: 'gate_rst_',
  invitation: 'gate_inv_',
  emailChange: 'gate_eml_',
  authorizationCode: 'gate_cod_',
  deviceCode: 'gate_dev_',
  initialAccess: 'gate_iat_',
  gateKey: 'gate_gte_',
} as const;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62;
const DIGITS_AT_ONCE = 8;
const BASE_AT_ONCE = BigInt(BASE ** DIGITS_AT_ONCE);
const POOL_BYTES = 4096;
const SECRET_BYTES = 32;
const SECRET_DIGITS = 43;
const ID_DIGITS = 22;
const CHECKSUM_DIGITS = 6;

let pool = Buffer.alloc(0);

/** Random bytes, drawn from the system many at a time: asking it costs more than the bytes do. */
export function random(size: number): Buffer {
  if (pool.length < size) pool = randomBytes(POOL_BYTES);
  const bytes = pool.subarray(0, size);
  pool = pool.subarray(size);
  return bytes;
}

/** A new secret with 256 random bits. */
export function createSecret(prefix: string): string {
  return withChecksum(prefix + longBase62(random(SECRET_BYTES), SECRET_DIGITS));
}

/**
 * A new identifier: 48 bits of time and 80 random bits, so rows created later sort later.
 * @param now milliseconds since 1970
 */
export function createIdentifier(prefix: string, now: number): string {
  const bytes = random(16);
  bytes.writeUIntBE(now, 0, 6);
  return withChecksum(prefix + longBase62(bytes, ID_DIGITS));
}

/** When an identifier without prefix was created, in milliseconds since 1970. */
export function createdAtOf(identifier: string): number {
  let bits = 0n;
  for (const digit of identifier.slice(0, ID_DIGITS))
    bits = bits * BigInt(BASE) + BigInt(DIGITS.indexOf(digit));
  return Number(bits >> 80n);
}

/** Appends the checksum. */
export function withChecksum(text: string): string {
  return text + checksum(text);
}

/** Whether the value has this prefix and its own checksum; refuses garbage without a query. */
export function isWellFormed(value: string, prefix: string): boolean {
  if (!value.startsWith(prefix) || value.length > 4096 || !/^[A-Za-z0-9_]+$/.test(value))
    return false;
  const body = value.slice(0, -CHECKSUM_DIGITS);
  return body.length > prefix.length && value.slice(-CHECKSUM_DIGITS) === checksum(body);
}

/** HMAC-SHA-256 in hexadecimal: how a machine's secret is stored, since it has 256 bits of its own. */
export function keyedDigest(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}

/** The message authentication code of a self-describing token, in base-62 digits. */
export function authenticationCode(key: Buffer, text: string): string {
  return longBase62(createHmac('sha256', key).update(text).digest(), SECRET_DIGITS);
}

/** Compares in constant time. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

function checksum(text: string): string {
  return base62(crc32(text), CHECKSUM_DIGITS);
}

/** Several digits at a time: dividing a long number costs the same for one as for eight. */
function longBase62(bytes: Buffer, digits: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let missing = digits; missing > 0; missing -= DIGITS_AT_ONCE) {
    text = base62(Number(rest % BASE_AT_ONCE), Math.min(missing, DIGITS_AT_ONCE)) + text;
    rest /= BASE_AT_ONCE;
  }
  return text;
}

function base62(number: number, digits: number): string {
  let rest = number;
  let text = '';
  for (let position = 0; position < digits; position += 1) {
    text = DIGITS.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
}
