import { type DocumentFault, faultAt } from '../document/document-faults.js';
import type { KeptOperation, Step } from './steps.js';

const MOST_FAULTS = 100;
/** Of one operation: they would grow with every import. */
const MOST_ALIASES = 20;

/**
 * Names that would open what they do not name: a name is also a scope, and a scope opens everything
 * below its dot. Former names count as long as nobody dropped them.
 */
export function nameFaults(steps: readonly Step<KeptOperation>[]): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const owners = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const { before, after } of steps) {
    const owner = (after ?? before)?.name ?? '';
    for (const alias of (after ?? before)?.aliases ?? []) aliases.set(alias, owner);
    if (!after) continue;
    const { name, method, path } = after;
    if (owners.has(name)) faults.push(faultAt(`${method} ${path}`, 'sameName', name));
    if (after.aliases.length > MOST_ALIASES) faults.push(faultAt(name, 'tooManyNames'));
    owners.set(name, name);
  }
  for (const name of owners.keys()) {
    const holder = aliases.get(name);
    if (holder !== undefined && holder !== name) faults.push(faultAt(name, 'formerName', holder));
  }
  for (const [name, owner] of [...owners, ...aliases])
    for (const above of beginningsOf(name)) {
      const holder = owners.has(above) ? above : aliases.get(above);
      if (holder !== undefined && holder !== owner)
        faults.push(faultAt(name, 'opensToo', above, holder));
    }
  return faults.slice(0, MOST_FAULTS);
}

/** `a` and `a.b` of `a.b.c`. */
export function beginningsOf(name: string): string[] {
  const words = name.split('.');
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join('.'));
}
