import { Secret, TOTP } from 'otpauth';
import { seal, unseal } from '../../common/sealed-box.js';
import type { SecondFactor } from './second-factor.entity.js';

// Time-based codes (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator app.
const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const STEPS_AROUND = 1;

/**
 * Creates a secret of 160 bits (RFC 4226 §4), as its row and as the person needs it.
 * @param label what the authenticator app shows beside the code
 */
export function createTotp(
  key: Buffer,
  userId: string,
  label: { username: string; issuer: string },
  now: number,
) {
  const secret = new Secret({ size: SECRET_BYTES }).base32;
  const row: SecondFactor = {
    userId,
    sealedSecret: seal(key, userId, secret),
    confirmedAt: null,
    lastStep: 0,
    createdAt: new Date(now),
  };
  return { row, secret, otpauthUri: totp(secret, label).toString() };
}

/** Finds the time step whose code this is. The clocks may be one step apart (RFC 6238 §5.2). */
export function matchingStep(
  key: Buffer,
  row: SecondFactor,
  code: string,
  now: number,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const secret = unseal(key, row.userId, row.sealedSecret);
  const delta = totp(secret).validate({ token: code, timestamp: now, window: STEPS_AROUND });
  return delta === null ? undefined : Math.floor(now / 1000 / STEP_SECONDS) + delta;
}

function totp(secret: string, label?: { username: string; issuer: string }): TOTP {
  return new TOTP({
    ...(label && { issuer: label.issuer, label: label.username }),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
