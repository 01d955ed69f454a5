import { Injectable } from '@nestjs/common';
import { SecurityEvents } from '../../audit/security-events.js';
import { SignInPlaces } from '../../audit/sign-in-places.js';
import { Clock } from '../../common/clock.js';
import type { Language } from '../../common/language.js';
import { passwordMatches } from '../../common/password.js';
import { Problem } from '../../common/problem.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Person, Authentication } from '../../oauth/ports.js';
import { type LoginOrigin, LoginThrottle, type LoginTry } from '../../throttle/login-throttle.js';
import { Notices } from '../mail/notices.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { User } from '../user.entity.js';
import { UsersCache } from '../users.cache.js';
import { UsersQuery } from '../users.query.js';
import { nameKey } from '../users.rules.js';

const UNKNOWN: Authentication = { outcome: 'unknown' };

/** How often the time of the last login is written: a busy client must not write at each login. */
const NOTED_EVERY_MS = 60_000;

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

/** Authenticates users by password and, where one is set, by second factor. */
@Injectable()
export class AuthenticationService {
  constructor(
    private readonly users: UsersQuery,
    private readonly cache: UsersCache,
    private readonly secondFactor: SecondFactorService,
    private readonly throttle: LoginThrottle,
    private readonly events: SecurityEvents,
    private readonly places: SignInPlaces,
    private readonly notices: Notices,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Wrong, unknown, disabled and not yet activated are one outcome, after the same work.
   * @throws Problem 429 after too many wrong passwords or codes
   */
  async authenticate(attempt: LoginAttempt): Promise<Authentication> {
    const row = await this.users.findByLogin(attempt.username);
    const account = row?.id ?? nameKey(attempt.username);
    const guess = await this.counting(row, attempt, () => this.throttle.begin(account, attempt));
    const lane = guess.isFamiliar ? 'familiar' : 'stranger';
    const isRight = await passwordMatches(row?.passwordHash, attempt.password, lane);
    if (!row) return this.refuse(row, attempt, 'unknown');
    if (!isRight) return this.refuse(row, attempt, 'password');
    if (row.status !== 'active') return this.refuse(row, attempt, row.status);
    await guess.wasRight();
    const hasSecondFactor = await this.secondFactor.isSet(row.id);
    if (hasSecondFactor && !attempt.otp) return { outcome: 'mfa_required' };
    if (hasSecondFactor && !(await this.isRightCode(row, attempt)))
      return this.refuse(row, attempt, 'code');
    return this.succeed(row, attempt, hasSecondFactor, guess);
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
    if (!isProven) this.events.note('security.confirmation_failed', { userId, ip: proof.ip });
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
      if (error instanceof Problem && error.status === 429)
        this.events.note('security.locked_out', { userId: row?.id, ip });
      throw error;
    }
  }

  private refuse(row: User | undefined, { ip }: LoginOrigin, reason: string): Authentication {
    this.events.note('security.sign_in_failed', { userId: row?.id, ip, detail: { reason } });
    return UNKNOWN;
  }

  private async succeed(
    row: User,
    origin: LoginAttempt,
    secondFactor: boolean,
    { isFamiliar }: LoginTry,
  ): Promise<Authentication> {
    await this.noteLogin(row, origin.language);
    const person = await this.unchangedPerson(row);
    if (!person) return UNKNOWN;
    await this.throttle.noteSuccess(row.id, origin);
    if (!isFamiliar) await this.tellOfNewPlace(row, origin);
    const detail = { secondFactor, newPlace: !isFamiliar };
    const event = isFamiliar ? 'security.sign_in' : 'security.sign_in.new_place';
    this.events.note(event, { userId: row.id, ip: origin.ip, detail });
    return { outcome: 'known', person, secondFactor };
  }

  /** Whoever was never here has no old place; and what was forgotten with the process is no news. */
  private async tellOfNewPlace({ id, lastLoginAt }: User, { ip }: LoginOrigin): Promise<void> {
    if (!lastLoginAt || ip === undefined || (await this.places.isKnown(id, ip))) return;
    this.notices.tell('new_place', id);
  }

  /** Notes when a user was here last, to the minute, and in which language they read. */
  private async noteLogin(row: User, language?: Language): Promise<void> {
    const now = this.clock.now();
    const isNews = language !== undefined && language !== row.language;
    if (!isNews && now - (row.lastLoginAt?.getTime() ?? 0) < NOTED_EVERY_MS) return;
    const noted = { lastLoginAt: new Date(now), ...(isNews && { language }) };
    await this.work.run(async (tx) => void (await tx.rows.update(User, { id: row.id }, noted)));
  }

  /**
   * The person, if nothing that ends logins happened since the row was read: comparing a password
   * takes a while, and a password changed meanwhile must not open the new epoch.
   */
  private async unchangedPerson({ id, epoch }: User): Promise<Person | undefined> {
    const current = await this.users.row(id);
    if (current?.status !== 'active' || current.epoch !== epoch) return undefined;
    const person = await this.cache.person(id);
    return person?.epoch === epoch ? person : undefined;
  }
}

/**
 * The person, or the refusal that login and portal share.
 * @throws Problem 401 `invalid_credentials` or `mfa_required`
 */
export function requireKnown(
  authentication: Authentication,
): Extract<Authentication, { outcome: 'known' }> {
  if (authentication.outcome === 'known') return authentication;
  throw authentication.outcome === 'mfa_required'
    ? new Problem(401, 'mfa_required', 'Send the current code of the second factor as otp.')
    : new Problem(401, 'invalid_credentials', 'The user name or the password is wrong.');
}
