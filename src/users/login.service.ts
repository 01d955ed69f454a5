import { Injectable } from '@nestjs/common';
import { passwordMatches } from '../common/password.js';
import type { Recognition } from '../oauth/ports.js';
import { LoginThrottle } from '../throttle/login-throttle.js';
import { LoginNotes } from './login-notes.js';
import { SecondFactorService } from './second-factor.service.js';
import type { User } from './user.entity.js';
import { nameKey } from './user-rules.js';
import { UsersService } from './users.service.js';

const UNKNOWN: Recognition = { outcome: 'unknown' };

/** What somebody typed to log in. */
export interface LoginAttempt {
  /** User name or e-mail address. */
  username: string;
  password: string;
  /** TOTP or recovery code. */
  otp?: string;
  ip?: string;
}

/** What somebody who is logged in sends to prove who they are: a password, a code, or both. */
export type Proof = Partial<Pick<LoginAttempt, 'password' | 'otp' | 'ip'>>;

/** Recognises people by password and, where one is set, by second factor. */
@Injectable()
export class LoginService {
  constructor(
    private readonly users: UsersService,
    private readonly notes: LoginNotes,
    private readonly secondFactor: SecondFactorService,
    private readonly throttle: LoginThrottle,
  ) {}

  /**
   * Wrong, unknown, disabled and not yet activated are one outcome, after the same work.
   * @throws Problem 429 after too many wrong passwords or codes
   */
  async recognise(attempt: LoginAttempt): Promise<Recognition> {
    const row = await this.users.findByLogin(attempt.username);
    const attempted = row?.id ?? nameKey(attempt.username);
    const guess = await this.throttle.begin(attempted, attempt.ip);
    const isRight = await passwordMatches(row?.passwordHash, attempt.password);
    if (!row || !isRight || row.status !== 'active') return UNKNOWN;
    await guess.wasRight();
    const hasSecondFactor = await this.secondFactor.isSet(row.id);
    if (hasSecondFactor && !attempt.otp) return { outcome: 'mfa_required' };
    if (hasSecondFactor && !(await this.isRightCode(row, attempt.otp ?? ''))) return UNKNOWN;
    return this.welcome(row, attempt.ip, hasSecondFactor);
  }

  /**
   * Whether somebody who is logged in proves once more who they are, by what a login takes.
   * @throws Problem 429 after too many wrong passwords or codes
   */
  async confirms(userId: string, proof: Proof): Promise<boolean> {
    const row = await this.users.row(userId);
    if (row?.status !== 'active' || (proof.password === undefined && proof.otp === undefined))
      return false;
    if (proof.password !== undefined && !(await this.isRightPassword(row, proof))) return false;
    return proof.otp === undefined || (await this.isRightCode(row, proof.otp));
  }

  private async isRightPassword(row: User, { password = '', ip }: Proof): Promise<boolean> {
    const guess = await this.throttle.begin(row.id, ip);
    const isRight = await passwordMatches(row.passwordHash, password);
    if (isRight) await guess.wasRight();
    return isRight;
  }

  private async isRightCode({ id }: User, otp: string): Promise<boolean> {
    const guess = await this.throttle.beginSecondFactor(id);
    const isRight = await this.secondFactor.use(id, otp);
    if (isRight) await guess.wasRight();
    return isRight;
  }

  private async welcome(row: User, ip: string | undefined, secondFactor: boolean) {
    const person = await this.notes.noteLogin(row);
    if (!person) return UNKNOWN;
    await this.throttle.noteSuccess(row.id, ip);
    return { outcome: 'known', person, secondFactor } satisfies Recognition;
  }
}
