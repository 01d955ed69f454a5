import { Injectable } from '@nestjs/common';
import { forbidden } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { SettingsService } from '../../settings/settings.service.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { type ActivationMode, activationMode } from '../../users/mail/activation-mode.js';

/** Whether people may register, and how they become active. */
@Injectable()
export class RegistrationRules {
  constructor(
    private readonly settings: SettingsService,
    private readonly config: Config,
    private readonly throttle: ThrottleService,
  ) {}

  /** @throws Problem 403 when registration is closed, 429 */
  async admit(ip: string): Promise<void> {
    if (!this.settings.get('registration.enabled'))
      throw forbidden('registration_closed', 'Registration is closed.');
    await this.throttle.consumeAt(BUDGETS.registration, ip);
  }

  mode(): ActivationMode {
    return activationMode(this.settings, this.config);
  }
}
