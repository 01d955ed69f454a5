import { forbidden } from '../common/problem.js';
import type { Caller } from './caller.js';

/** How long a login, or a confirmation in it, counts for what must be confirmed. */
const CONFIRMED_MS = 10 * 60_000;

/** @throws Problem 403 `own_login_required` for apps, and for tokens that were made for a purpose */
export function requireOwnLogin({ ownLogin }: Caller): void {
  if (!ownLogin) throw forbidden('own_login_required', 'This is done from a login of your own.');
}

/** @throws Problem 403 `confirmation_required` when the person proved who they are too long ago */
export function requireConfirmation({ confirmedAt = 0 }: Caller, now: number): void {
  if (now - confirmedAt > CONFIRMED_MS)
    throw forbidden('confirmation_required', 'Please confirm first that it is you.');
}
