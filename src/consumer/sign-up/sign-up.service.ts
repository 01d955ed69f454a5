import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { PREFIX } from '../../common/identifiers.js';
import type { Language } from '../../common/language.js';
import { hashPassword } from '../../common/password.js';
import { forbidden } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { TermsVersion } from '../../pages/terms/terms.entity.js';
import { TermsService } from '../../pages/terms/terms.service.js';
import { RolesCache } from '../../roles/roles.cache.js';
import { SettingsService } from '../../settings/settings.service.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { type ActivationMode, activationMode } from '../../users/mail/activation-mode.js';
import { invalidToken, MailTokensService } from '../../users/mail/mail-tokens.service.js';
import { UserMailService } from '../../users/mail/user-mail.service.js';
import type { NewUser } from '../../users/users.rules.js';
import type { User } from '../../users/user.entity.js';
import { UserNames } from '../../users/user-names.js';
import { UsersQuery } from '../../users/users.query.js';
import { UsersService } from '../../users/users.service.js';
import { takeEqualTime } from '../equal-time.js';
import { type MessageDto, successMessage } from '../message.dto.js';
import type { RegisterDto } from './sign-up.dto.js';

const NEXT: Record<ActivationMode, string> = {
  none: 'Your account is ready; you can log in.',
  email: 'Please open the link that we mailed to you.',
  admin: 'An administrator will look at your registration.',
};

/** Where somebody registers from, and what they read. */
interface SignUpOrigin {
  ip: string;
  language?: Language;
  /** What they accept by it. */
  terms?: TermsVersion;
}

/**
 * Registers people and takes the links that prove their addresses. Where people wait for activation, no
 * answer tells whose e-mail address is known here.
 */
@Injectable()
export class SignUpService {
  constructor(
    private readonly query: UsersQuery,
    private readonly users: UsersService,
    private readonly names: UserNames,
    private readonly roles: RolesCache,
    private readonly mail: UserMailService,
    private readonly tokens: MailTokensService,
    private readonly throttle: ThrottleService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly settings: SettingsService,
    private readonly config: Config,
    private readonly terms: TermsService,
  ) {}

  /**
   * @throws Problem 400 `terms_not_accepted`; 403 `registration_closed`; 409 `username_taken`, `username_kept`, or `email_taken`,
   *   `email_kept` when people are active at once; 429
   */
  async register(body: RegisterDto, origin: SignUpOrigin): Promise<MessageDto> {
    if (!this.settings.get('registration.enabled'))
      throw forbidden('registration_closed', 'Registration is closed.');
    await this.throttle.consumeAt(BUDGETS.registration, origin.ip);
    const terms = await this.terms.requireAccepted(body.acceptedTerms);
    const mode = activationMode(this.settings, this.config);
    await takeEqualTime(this.createAndMail(body, { ...origin, terms }, mode));
    return successMessage(NEXT[mode]);
  }

  /** Mails the activation link again, if somebody with this address waits for it. */
  async resend(email: string): Promise<MessageDto> {
    await takeEqualTime(this.mailAgain(email));
    return successMessage(
      'If somebody with this address waits for activation, the link is on its way.',
    );
  }

  /**
   * Takes the link of a mail: it activates an account, or confirms a new address of an active one.
   * @throws Problem 400 `invalid_token`; 409 `email_taken` when somebody was faster
   */
  async activate(token: string, ip: string): Promise<MessageDto> {
    const isChange = token.startsWith(PREFIX.emailChange);
    await this.work.run(async (tx) => {
      const id = isChange ? await this.changeEmail(tx, token) : await this.activateUser(tx, token);
      await this.audit.record(tx, {
        event: 'consumer.activate',
        userId: id,
        ip,
        subject: `user:${id}`,
        detail: isChange ? { email: 'changed' } : { status: 'active' },
      });
    });
    return successMessage(
      isChange
        ? 'Your new e-mail address is confirmed.'
        : 'Your account is active; you can log in.',
    );
  }

  private async createAndMail(
    { username, email, password }: RegisterDto,
    { language, ...origin }: SignUpOrigin,
    mode: ActivationMode,
  ): Promise<void> {
    const passwordHash = await hashPassword(password);
    const status = mode === 'none' ? 'active' : 'pending';
    const row = await this.create({ username, email, passwordHash, status, language }, origin);
    if (!row) return this.mail.sendAlreadyRegistered(email);
    if (mode === 'email') return this.mail.sendActivation(row);
  }

  /**
   * Stores the user, with the default role.
   * @returns nothing when a person who would have to wait gave an address that somebody has: who
   *   asks must not learn that; its owner does
   */
  private async create(
    user: Omit<NewUser, 'roleId'>,
    { ip, terms }: SignUpOrigin,
  ): Promise<User | undefined> {
    const role = await this.roles.default();
    return this.work.run(async (tx) => {
      if (user.status === 'pending') {
        await this.names.requireFree(tx, { username: user.username });
        if (await this.names.isEmailTaken(tx, user.email)) return undefined;
      }
      const row = await this.users.insert(tx, { ...user, roleId: role.id });
      if (terms) await this.terms.keep(tx, row.id, terms);
      await this.audit.record(tx, {
        event: 'consumer.register',
        userId: row.id,
        ip,
        subject: `user:${row.id}`,
        detail: { status: row.status, ...(terms && { acceptedTerms: terms.version }) },
      });
      return row;
    });
  }

  private async mailAgain(email: string): Promise<void> {
    const row = await this.query.findByLogin(email);
    if (row?.status === 'pending' && activationMode(this.settings, this.config) === 'email')
      await this.mail.sendActivation(row);
  }

  private async activateUser(tx: Transaction, token: string): Promise<string> {
    const { userId } = await this.tokens.consume(tx, token, 'activation');
    const row = await this.users.hold(tx, userId);
    if (row.status !== 'pending') throw invalidToken();
    await this.users.change(tx, userId, { status: 'active' });
    await this.users.verifyEmail(tx, userId);
    return userId;
  }

  private async changeEmail(tx: Transaction, token: string): Promise<string> {
    const { userId, email } = await this.tokens.consume(tx, token, 'email_change');
    if (email === null) throw invalidToken();
    await this.users.change(tx, userId, { email });
    await this.users.verifyEmail(tx, userId);
    return userId;
  }
}
