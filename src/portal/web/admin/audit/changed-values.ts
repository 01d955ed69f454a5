import type { AuditEntry } from '../../api/types';

/** One value that another one replaced. */
export interface ChangedValue {
  name: string;
  before: unknown;
  after: unknown;
}

/** What a detail tells: values that were replaced, and all else by its name. */
export interface Told {
  changed: ChangedValue[];
  others: [name: string, value: unknown][];
}

/** Reads the detail of an entry, of whichever operation. */
export function toldBy(detail: AuditEntry['detail']): Told {
  const {
    before,
    after,
    scopesBefore,
    from,
    to,
    changed,
    newPlace: _isInTheEvent,
    ...rest
  } = detail;
  const old = membersOf(before);
  if (scopesBefore !== undefined) old.scopes = scopesBefore;
  const now: Record<string, unknown> = { ...rest, ...membersOf(after) };
  const names = Object.keys(old);
  const others = Object.entries(rest).filter(([name]) => !names.includes(name));
  // What only its name is told of, such as an address.
  const named = Array.isArray(changed) ? changed.filter((name) => !names.includes(name)) : [];
  return {
    changed: [
      ...names.map((name) => ({ name, before: old[name], after: now[name] })),
      ...(to === undefined ? [] : [{ name: 'value', before: from, after: to }]),
    ],
    others: named.length > 0 ? [...others, ['changed', named]] : others,
  };
}

/** What was added to a list of names and what was taken from it; nothing unless both are lists. */
export function difference({ before, after }: ChangedValue): string[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const added = after.filter((each) => !before.includes(each)).map((each) => `+ ${String(each)}`);
  const gone = before.filter((each) => !after.includes(each)).map((each) => `− ${String(each)}`);
  return [...added, ...gone];
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' ? { ...value } : {};
}
