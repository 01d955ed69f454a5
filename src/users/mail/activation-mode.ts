import type { Config } from '../../config/config.js';
import type { SettingsService } from '../../settings/settings.service.js';

/** How a new user becomes active: at once, by a link in a mail, or by an administrator. */
export type ActivationMode = 'none' | 'email' | 'admin';

/** The setting; `auto` means by mail where mail can be sent, and at once otherwise. */
export function activationMode(settings: SettingsService, config: Config): ActivationMode {
  const mode = settings.get('registration.activation');
  if (mode !== 'auto') return mode;
  return config.smtpUrl ? 'email' : 'none';
}
