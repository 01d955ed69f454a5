import { isDeepStrictEqual } from 'node:util';

/**
 * Which of the wanted values differ from what is there. Who sends what is there already changes
 * nothing, and leaves no line in the audit. Lists of names have no order.
 */
export function changedMembers<T extends object>(
  present: T,
  wanted: { [K in keyof T]?: unknown },
): string[] {
  return Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .filter(
      ([name, value]) =>
        !isDeepStrictEqual(comparable(present[name as keyof T]), comparable(value)),
    )
    .map(([name]) => name);
}

const LONGEST = 500;

/** These members as the audit keeps them, before or after a change; long texts are cut. */
export function pickedMembers(from: object, names: readonly string[]): Record<string, unknown> {
  const picked = Object.entries(from).filter(([name]) => names.includes(name));
  return Object.fromEntries(
    picked.map(([name, value]) => [name, typeof value === 'string' ? shortened(value) : value]),
  );
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function comparable(value: unknown): unknown {
  const isNames = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return isNames ? [...new Set(value as string[])].sort() : value;
}
