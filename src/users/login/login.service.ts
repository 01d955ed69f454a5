import { Injectable } from '@nestjs/common';
import { SecurityEvents } from '../../audit/security-events.js';
import { passwordMatches } from '../../common/password.js';
import type { Language } from '../../common/language.js';
import { Problem } from '../../common/problem.js';
import type { Recognition } from '../../oauth/ports.js';
import { type LoginOrigin, LoginThrottle, type LoginTry } from '../../throttle/login-throttle.js';
import { LoginNotes } from './login-notes.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import type { User } from '../user.entity.js';
import { nameKey } from '../user-rules.js';
import { UsersService } from '../users.service.js';

const UNKNOWN: Recognition = { outcome: 'unknown' };

/** What somebody typed to log in, and from where. */
export interface LoginAttempt extends LoginOrigin {
  /** User name or e-mail address. */
  username: string;
  password: string;
  /** TOTP or recovery code. */
  otp?: string;
  /** In which they read, if their browser told. */
  language?: Language;
}

/** What somebody who is logged in sends to prove who they are: a password, a code, or both. */
export type Proof = Partial<Omit<LoginAttempt, 'username'>>;

/** Recognises people by password and, where one is set, by second factor. */
@Injectable()
export class LoginService {
  constructor(
    private readonly users: UsersService,
    private readonly notes: LoginNotes,
    private readonly secondFactor: SecondFactorService,
    private readonly throttle: LoginThrottle,
    private readonly events: SecurityEvents,
  ) {}

  /**
   * Wrong, unknown, disabled and not yet activated are one outcome, after the same work.
   * @throws Problem 429 after too many wrong passwords or codes
   */
  async recognise(attempt: LoginAttempt): Promise<Recognition> {
    const row = await this.users.findByLogin(attempt.username);
    const account = row?.id ?? nameKey(attempt.username);
    const guess = await this.counting(row, attempt, () => this.throttle.begin(account, attempt));
    const lane = guess.isFamiliar ? 'familiar' : 'stranger';
    const isRight = await passwordMatches(row?.passwordHash, attempt.password, lane);
    if (!row || !isRight) return this.refuse(row, attempt, 'password');
    if (row.status !== 'active') return this.refuse(row, attempt, row.status);
    await guess.wasRight();
    const hasSecondFactor = await this.secondFactor.isSet(row.id);
    if (hasSecondFactor && !attempt.otp) return { outcome: 'mfa_required' };
    if (hasSecondFactor && !(await this.isRightCode(row, attempt)))
      return this.refuse(row, attempt, 'code');
    return this.welcome(row, attempt, hasSecondFactor, guess);
  }

  /**
   * Whether somebody who is logged in proves once more who they are, by what a login takes.
   * @throws Problem 429 after too many wrong passwords or codes
   */
  async confirms(userId: string, proof: Proof): Promise<boolean> {
    const row = await this.users.row(userId);
    if (row?.status !== 'active' || (proof.password === undefined && proof.otp === undefined))
      return false;
    const isProven =
      (proof.password === undefined || (await this.isRightPassword(row, proof))) &&
      (proof.otp === undefined || (await this.isRightCode(row, proof)));
    if (!isProven) await this.events.note('security.confirmation_failed', { userId, ip: proof.ip });
    return isProven;
  }

  private async isRightPassword(row: User, proof: Proof): Promise<boolean> {
    const guess = await this.counting(row, proof, () => this.throttle.begin(row.id, proof));
    const lane = guess.isFamiliar ? 'familiar' : 'stranger';
    const isRight = await passwordMatches(row.passwordHash, proof.password ?? '', lane);
    if (isRight) await guess.wasRight();
    return isRight;
  }

  private async isRightCode(row: User, proof: Proof): Promise<boolean> {
    const guess = await this.counting(row, proof, () => this.throttle.beginSecondFactor(row.id));
    const isRight = await this.secondFactor.use(row.id, proof.otp ?? '');
    if (isRight) await guess.wasRight();
    return isRight;
  }

  /** Tells whoever runs this that somebody is being guessed at. */
  private async counting(
    row: User | undefined,
    { ip }: LoginOrigin,
    count: () => Promise<LoginTry>,
  ): Promise<LoginTry> {
    try {
      return await count();
    } catch (error) {
      if (row && error instanceof Problem && error.status === 429)
        await this.events.note('security.locked_out', { userId: row.id, ip });
      throw error;
    }
  }

  private async refuse(
    row: User | undefined,
    { ip }: LoginOrigin,
    reason: string,
  ): Promise<Recognition> {
    await this.events.note('security.sign_in_failed', { userId: row?.id, ip, detail: { reason } });
    return UNKNOWN;
  }

  private async welcome(
    row: User,
    origin: LoginAttempt,
    secondFactor: boolean,
    { isFamiliar }: LoginTry,
  ): Promise<Recognition> {
    const person = await this.notes.noteLogin(row, origin.language);
    if (!person) return UNKNOWN;
    await this.throttle.noteSuccess(row.id, origin);
    const detail = { secondFactor, newPlace: !isFamiliar };
    await this.events.note('security.sign_in', { userId: row.id, ip: origin.ip, detail });
    return { outcome: 'known', person, secondFactor };
  }
}
