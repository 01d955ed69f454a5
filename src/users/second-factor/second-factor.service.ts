import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { keyedDigest } from '../../common/identifiers.js';
import { conflict, invalid, notFound, type Problem } from '../../common/problem.js';
import { readableCode } from '../../common/readable-code.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Notices } from '../mail/notices.js';
import type { NoticeKind } from '../mail/words/mail-words.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { SecondFactor } from './second-factor.entity.js';
import { AppearanceService } from '../../settings/appearance/appearance.service.js';
import { createTotp, matchingStep } from './totp.js';

const LONGEST_OTP = 64;

/** Ten recovery codes of 99 bits each. */
const RECOVERY_CODES = 10;
const GROUPS = 4;
const GROUP_LENGTH = 5;

/**
 * Sets and uses a person's second factor: TOTP (RFC 6238), with recovery codes for a lost phone. The
 * codes are kept as digests, and gone when used.
 */
@Injectable()
export class SecondFactorService {
  private readonly totpKey: Buffer;
  private readonly recoveryKey: Buffer;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly appearance: AppearanceService,
    config: Config,
  ) {
    this.totpKey = deriveKey(config.masterKey, 'second factor');
    this.recoveryKey = deriveKey(config.masterKey, 'recovery code');
  }

  /**
   * Creates a secret, which counts once it is confirmed; an unconfirmed older one goes.
   * @throws Problem 409 when a confirmed one exists
   */
  async begin(userId: string, username: string): Promise<{ secret: string; otpauthUri: string }> {
    const label = { username, issuer: this.appearance.provider.name };
    const { row, secret, otpauthUri } = createTotp(this.totpKey, userId, label, this.clock.now());
    await this.work.run(async (tx) => {
      await tx.lock(`second factor ${userId}`);
      await tx.rows.delete(SecondFactor, { userId, confirmedAt: IsNull() });
      if (await tx.rows.existsBy(SecondFactor, { userId })) throw alreadySet();
      await tx.rows.insert(SecondFactor, row);
    });
    return { secret, otpauthUri };
  }

  /**
   * Switches the second factor on by a first code, which is thereby used.
   * @returns the recovery codes, once
   * @throws Problem 400 wrong code, 404 nothing begun, 409 confirmed already
   */
  async confirm(tx: Transaction, userId: string, code: string): Promise<string[]> {
    const row = await tx.rows.findOneBy(SecondFactor, { userId });
    if (!row) throw notFound('second factor');
    if (row.confirmedAt) throw alreadySet();
    const now = this.clock.now();
    const lastStep = matchingStep(this.totpKey, row, withoutSpaces(code), now);
    if (lastStep === undefined)
      throw invalid('code', 'wrong_code', 'The code is wrong or too old.');
    const begun = { userId, sealedSecret: row.sealedSecret, confirmedAt: IsNull() };
    const confirmed = { confirmedAt: new Date(now), lastStep };
    const { affected } = await tx.rows.update(SecondFactor, begun, confirmed);
    if (affected !== 1) throw alreadySet();
    tx.changed('user', userId);
    this.notices.tellAfter(tx, 'second_factor_set', userId);
    return this.createRecoveryCodes(tx, userId);
  }

  /**
   * Creates other recovery codes; the old ones are void.
   * @throws Problem 404 when no second factor is set
   */
  async renewCodes(tx: Transaction, userId: string): Promise<string[]> {
    await tx.lock(`second factor ${userId}`);
    const set = { userId, confirmedAt: Not(IsNull()) };
    if (!(await tx.rows.existsBy(SecondFactor, set))) throw notFound('second factor');
    this.notices.tellAfter(tx, 'recovery_codes_made', userId);
    return this.createRecoveryCodes(tx, userId);
  }

  /**
   * Removes the second factor and its recovery codes; 404 when there is none.
   * @param notice what the person is told
   */
  async remove(
    tx: Transaction,
    userId: string,
    notice: NoticeKind = 'second_factor_removed',
  ): Promise<void> {
    const { affected } = await tx.rows.delete(SecondFactor, { userId });
    if (affected === 0) throw notFound('second factor');
    await tx.rows.delete(RecoveryCode, { userId });
    tx.changed('user', userId);
    this.notices.tellAfter(tx, notice, userId);
  }

  /** Whether the person must show a second factor. */
  async isSet(userId: string): Promise<boolean> {
    return Boolean((await this.row(userId))?.confirmedAt);
  }

  /** Uses a TOTP or recovery code. Each works once, for exactly one caller. */
  async use(userId: string, otp: string): Promise<boolean> {
    const row = await this.row(userId);
    if (!row?.confirmedAt || otp.length > LONGEST_OTP) return false;
    const code = withoutSpaces(otp);
    const step = matchingStep(this.totpKey, row, code, this.clock.now());
    if (step === undefined && /^\d*$/.test(code)) return false;
    return this.work.run(async (tx) => {
      if (step === undefined) return this.useRecoveryCode(tx, userId, code);
      const unused = { userId, sealedSecret: row.sealedSecret, lastStep: LessThan(step) };
      const { affected } = await tx.rows.update(SecondFactor, unused, { lastStep: step });
      return affected === 1;
    });
  }

  /** Ten new codes in place of the old ones; this is the only time they can be seen. */
  private async createRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await tx.rows.delete(RecoveryCode, { userId });
    const rows = codes.map((code) => ({ digest: this.recoveryDigest(userId, code), userId }));
    await tx.rows.insert(RecoveryCode, rows);
    return codes;
  }

  /** Uses a code; true for exactly one caller. Case, hyphens and spaces do not count. */
  private async useRecoveryCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
    const digest = this.recoveryDigest(userId, code);
    const { affected } = await tx.rows.delete(RecoveryCode, { digest, userId });
    return affected === 1;
  }

  private recoveryDigest(userId: string, code: string): string {
    const plain = code.toLowerCase().replace(/[\s-]/g, '');
    return keyedDigest(this.recoveryKey, `${userId} ${plain}`);
  }

  private async row(userId: string): Promise<SecondFactor | undefined> {
    return (await this.database.rows.findOneBy(SecondFactor, { userId })) ?? undefined;
  }
}

function newRecoveryCode(): string {
  return Array.from({ length: GROUPS }, () => readableCode(GROUP_LENGTH)).join('-');
}

function withoutSpaces(code: string): string {
  return code.replace(/\s/g, '');
}

function alreadySet(): Problem {
  return conflict('second_factor_exists', 'A second factor is set; remove it first.');
}
