import { Injectable } from '@nestjs/common';
import type { Language } from '../../common/language.js';
import { hashPassword } from '../../common/password.js';
import type { ActivationMode } from '../../users/mail/activation-mode.js';
import type { User } from '../../users/user.entity.js';
import { UserLinks } from '../../users/mail/user-links.js';
import { UsersService } from '../../users/users.service.js';
import { done, type MessageDto } from '../message.dto.js';
import { Newcomers } from './newcomers.js';
import type { RegisterDto } from './sign-up.dto.js';
import { RegistrationRules } from './registration-rules.js';
import { steady } from '../steady.js';

const NEXT: Record<ActivationMode, string> = {
  none: 'Your account is ready; you can log in.',
  email: 'Please open the link that we mailed to you.',
  admin: 'An administrator will look at your registration.',
};

/** Where somebody registers from, and what they read. */
interface Newcomer {
  ip: string;
  language?: Language;
}

/** Lets people in. What it answers never tells whose e-mail address is known, where people wait. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly rules: RegistrationRules,
    private readonly newcomers: Newcomers,
    private readonly users: UsersService,
    private readonly links: UserLinks,
  ) {}

  async register(body: RegisterDto, from: Newcomer): Promise<MessageDto> {
    await this.rules.admit(from.ip);
    const mode = this.rules.mode();
    await steady(this.add(body, from, mode));
    return done(NEXT[mode]);
  }

  /** Mails the activation link again, if somebody with this address waits for it. */
  async resend(email: string): Promise<MessageDto> {
    await steady(this.sendAgain(email));
    return done('If somebody with this address waits for activation, the link is on its way.');
  }

  private async add(
    { username, email, password }: RegisterDto,
    { ip, language }: Newcomer,
    mode: ActivationMode,
  ): Promise<void> {
    const passwordHash = await hashPassword(password);
    const status = mode === 'none' ? 'active' : 'pending';
    const row = await this.newcomers.add({ username, email, passwordHash, status, language }, ip);
    await this.write(row, email, mode);
  }

  private async write(row: User | undefined, email: string, mode: ActivationMode): Promise<void> {
    if (!row) return this.links.sendAlreadyRegistered(email);
    if (mode === 'email') return this.links.sendActivation(row);
  }

  private async sendAgain(email: string): Promise<void> {
    const row = await this.users.findByLogin(email);
    if (row?.status === 'pending' && this.rules.mode() === 'email')
      await this.links.sendActivation(row);
  }
}
