import { Problem } from '../../common/problem.js';
import type { Recognition } from '../../oauth/ports.js';

/**
 * The person, or the refusal that login and portal share.
 * @throws Problem 401 `invalid_credentials` or `mfa_required`
 */
export function known(recognition: Recognition): Extract<Recognition, { outcome: 'known' }> {
  if (recognition.outcome === 'known') return recognition;
  throw recognition.outcome === 'mfa_required'
    ? new Problem(401, 'mfa_required', 'Send the current code of the second factor as otp.')
    : new Problem(401, 'invalid_credentials', 'The user name or the password is wrong.');
}
