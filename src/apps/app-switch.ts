import { conflict } from '../common/problem.js';
import type { App, AppStatus, DisabledBy } from './app.entity.js';

/** What changes in an app when it is switched on or off. */
export type Switched = Pick<App, 'status' | 'disabledBy'>;

/** What an administrator or a setting chose; it also takes the place of the owner's own choice. */
export function switchedTo(status: AppStatus): Switched {
  const disabledBy: DisabledBy | null = status === 'disabled' ? 'administrator' : null;
  return { status, disabledBy };
}

/**
 * The owner switches off an app that works.
 * @throws 409 `app_pending`, `app_not_active`
 */
export function disabledByOwner({ status }: App): Switched {
  if (status === 'pending') throw waits();
  if (status !== 'active') throw conflict('app_not_active', 'The app is disabled already.');
  return { status: 'disabled', disabledBy: 'owner' };
}

/**
 * The owner switches on what the owner switched off, and nothing else: this is no way around an
 * approval or an administrator.
 * @throws 409 `app_pending`, `app_not_disabled`, `administrator_required`
 */
export function enabledByOwner({ status, disabledBy }: App): Switched {
  if (status === 'pending') throw waits();
  if (status !== 'disabled') throw conflict('app_not_disabled', 'The app is active already.');
  if (disabledBy !== 'owner')
    throw conflict(
      'administrator_required',
      'An administrator disabled this app, and only an administrator can enable it.',
    );
  return { status: 'active', disabledBy: null };
}

const waits = () => conflict('app_pending', 'The app waits for an administrator’s approval.');
