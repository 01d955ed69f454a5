import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { conflict, invalid, notFound, type Problem } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Notices } from '../mail/notices.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactor } from './second-factor.entity.js';
import { Totp } from './totp.js';

const LONGEST_OTP = 64;

/** A person's second factor: TOTP (RFC 6238), with recovery codes for a lost phone. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly totp: Totp,
    private readonly codes: RecoveryCodes,
    private readonly notices: Notices,
  ) {}

  /**
   * Makes a secret, which counts once it is confirmed; an unconfirmed older one goes.
   * @throws Problem 409 when a confirmed one exists
   */
  async begin(userId: string, username: string): Promise<{ secret: string; otpauthUri: string }> {
    const { row, secret, otpauthUri } = this.totp.make(userId, username);
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
    const match = this.totp.match(row, withoutSpaces(code));
    if (!match) throw invalid('code', 'wrong_code', 'The code is wrong or too old.');
    const begun = { userId, sealedSecret: row.sealedSecret, confirmedAt: IsNull() };
    const confirmed = { confirmedAt: match.at, lastStep: match.step };
    const { affected } = await tx.rows.update(SecondFactor, begun, confirmed);
    if (affected !== 1) throw alreadySet();
    tx.changed('user', userId);
    this.notices.tellAfter(tx, 'second_factor_set', userId);
    return this.codes.renew(tx, userId);
  }

  /**
   * Makes other recovery codes; the old ones are void.
   * @throws Problem 404 when no second factor is set
   */
  async renewCodes(tx: Transaction, userId: string): Promise<string[]> {
    await tx.lock(`second factor ${userId}`);
    const set = { userId, confirmedAt: Not(IsNull()) };
    if (!(await tx.rows.existsBy(SecondFactor, set))) throw notFound('second factor');
    this.notices.tellAfter(tx, 'recovery_codes_made', userId);
    return this.codes.renew(tx, userId);
  }

  /** Removes the second factor and its recovery codes; 404 when there is none. */
  async remove(tx: Transaction, userId: string): Promise<void> {
    const { affected } = await tx.rows.delete(SecondFactor, { userId });
    if (affected === 0) throw notFound('second factor');
    await this.codes.clear(tx, userId);
    tx.changed('user', userId);
    this.notices.tellAfter(tx, 'second_factor_removed', userId);
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
    const match = this.totp.match(row, code);
    if (!match && /^\d*$/.test(code)) return false;
    return this.work.run(async (tx) => {
      if (!match) return this.codes.use(tx, userId, code);
      const unused = {
        userId,
        sealedSecret: row.sealedSecret,
        lastStep: LessThan(match.step),
      };
      const { affected } = await tx.rows.update(SecondFactor, unused, { lastStep: match.step });
      return affected === 1;
    });
  }

  private async row(userId: string): Promise<SecondFactor | undefined> {
    return (await this.database.rows.findOneBy(SecondFactor, { userId })) ?? undefined;
  }
}

function withoutSpaces(code: string): string {
  return code.replace(/\s/g, '');
}

function alreadySet(): Problem {
  return conflict('second_factor_exists', 'A second factor is set; remove it first.');
}
