import { hash } from 'node:crypto';
import { isWellFormed, PREFIX } from '../common/identifiers.js';
import type { StateFault } from '../common/state-rule.js';
import { uncovered } from '../oauth/scope.js';
import type { ApiKey } from './api-key.entity.js';

type Ends = Pick<ApiKey, 'expiresAt' | 'endsAt'>;

/** When the key stops working, whichever comes first: its own end, or the one that somebody gave it. */
export function endOf({ expiresAt, endsAt }: Ends): Date | null {
  if (expiresAt === null || endsAt === null) return expiresAt ?? endsAt;
  return expiresAt < endsAt ? expiresAt : endsAt;
}

/** @param now milliseconds since 1970 */
export function isLive(key: Ends, now: number): boolean {
  const end = endOf(key);
  return end === null || end.getTime() > now;
}

/** Why a key that is over is over. */
export function whyOver({ expiresAt, endsAt }: Ends): 'ended' | 'expired' {
  return endsAt !== null && (expiresAt === null || endsAt <= expiresAt) ? 'ended' : 'expired';
}

/** SHA-256 in hexadecimal, as the hashes of imported keys are written. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Whether the text is written as a key of ours; who mistyped one is refused without a query. */
export function isOwnKey(text: string): boolean {
  return isWellFormed(text, PREFIX.apiKey);
}

/**
 * What to say about scopes that a key cannot have: it acts as its app, so it has none that the app
 * lacks.
 */
export function beyondApp(held: string[], wanted: string[]): StateFault | undefined {
  const lacking = uncovered(held, wanted);
  if (lacking.length === 0) return undefined;
  return ['beyond_app', `The app does not have ${lacking.slice(0, 5).join(', ')}.`];
}
