import { ValidateBy } from 'class-validator';
import type { StateFault } from './state-rule.js';

const DAY_MS = 86_400_000;

const FORM =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/i;

/**
 * Reads a time as RFC 3339 §5.6 writes it, with an offset; a date alone is midnight UTC. Every other
 * form means something else to some other reader.
 * @returns milliseconds, or NaN
 */
export function readTime(text: string): number {
  const date = FORM.exec(text)?.[1];
  if (date === undefined) return Number.NaN;
  // `Date` reads the thirtieth of February as a day of March.
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date))
    return Number.NaN;
  return Date.parse(text.toUpperCase());
}

/** Why something may not end then; nothing when it may. All in milliseconds, but for the days. */
export function aheadFault(end: number, now: number, mostDays: number): StateFault | undefined {
  if (!(end > now)) return ['in_the_past', 'Choose a time in the future.'];
  if (end > now + mostDays * DAY_MS)
    return ['too_late', `Choose a time within the next ${mostDays} days.`];
  return undefined;
}

/** A time that `readTime` reads. */
export const IsTime = () =>
  ValidateBy({
    name: 'isTime',
    validator: {
      validate: (value) => typeof value === 'string' && !Number.isNaN(readTime(value)),
      defaultMessage: () =>
        'Write a time such as 2027-01-10T12:00:00Z, with an offset, or a date such as 2027-01-10.',
    },
  });
