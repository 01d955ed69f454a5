import { randomBytes } from 'node:crypto';

/** A name that nothing else has. */
export function unique(prefix: string): string {
  return `${prefix}_${randomBytes(5).toString('hex')}`;
}
