import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Clock } from '../../common/clock.js';
import { seal, unseal } from '../../common/sealed-box.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import type { SecondFactor } from './second-factor.entity.js';

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const STEPS_AROUND = 1;

/** Time-based codes (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator app. */
@Injectable()
export class Totp {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'second factor');
  }

  /** A new secret of 160 bits (RFC 4226 §4), as its row and as the person needs it. */
  make(userId: string, username: string) {
    const secret = new Secret({ size: SECRET_BYTES }).base32;
    const row: SecondFactor = {
      userId,
      sealedSecret: seal(this.key, userId, secret),
      confirmedAt: null,
      lastStep: 0,
      createdAt: new Date(this.clock.now()),
    };
    return { row, secret, otpauthUri: totp(secret, username).toString() };
  }

  /**
   * The time step whose code this is, and when it was shown. The clocks may be one step apart
   * (RFC 6238 §5.2).
   */
  match(row: SecondFactor, code: string): { step: number; at: Date } | undefined {
    if (!/^\d{6}$/.test(code)) return undefined;
    const now = this.clock.now();
    const secret = unseal(this.key, row.userId, row.sealedSecret);
    const delta = totp(secret).validate({ token: code, timestamp: now, window: STEPS_AROUND });
    if (delta === null) return undefined;
    return { step: Math.floor(now / 1000 / STEP_SECONDS) + delta, at: new Date(now) };
  }
}

function totp(secret: string, label = 'Gatehouse'): TOTP {
  return new TOTP({
    issuer: 'Gatehouse',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
