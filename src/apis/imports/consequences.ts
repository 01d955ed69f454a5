import { isDeepStrictEqual } from 'node:util';
import { covers } from '../../oauth/scope.js';
import type { KeptOperation, Step } from './steps.js';

export type ConsequenceKind = 'gains' | 'loses' | 'stops' | 'opens';

/** Whom a change of one operation concerns. */
export interface Consequence {
  operation: string;
  kind: ConsequenceKind;
  /** Names of roles. */
  roles: string[];
  /** With their calls of the last 30 days. */
  apps: { key: string; name: string; calls: number }[];
}

/** Who holds what, and who called what lately. */
export interface Holders {
  roles: { name: string; scopes: readonly string[]; everything: boolean }[];
  apps: { key: string; name: string; scopes: readonly string[] }[];
  /** By the operation's name, then by the app's key. */
  calls: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Apps that one consequence names, those with most calls first. */
const MOST_APPS = 100;

/**
 * The scopes that an operation needs, all of them, each with the names that open it: its own first,
 * then those that it had before.
 * @param siblings the operations of its API by every name that they have or had
 */
export function needsOf(
  operation: Pick<KeptOperation, 'name' | 'aliases' | 'scopes'>,
  siblings: ReadonlyMap<string, Pick<KeptOperation, 'name' | 'aliases'>> = new Map(),
): string[][] {
  if (!operation.scopes) return [[operation.name, ...operation.aliases]];
  return operation.scopes.map((scope) => {
    const named = siblings.get(scope);
    return named ? [named.name, ...named.aliases] : [scope];
  });
}

/** Operations by every name that they have or had. */
export function byEveryName<T extends Pick<KeptOperation, 'name' | 'aliases'>>(
  operations: readonly T[],
): Map<string, T> {
  return new Map(
    operations.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each] as const)),
  );
}

/** Whether these scopes open everything that is needed. */
export function opens(scopes: readonly string[], needs: readonly string[][]): boolean {
  return needs.every((names) => names.some((name) => covers(scopes, name)));
}

/** Who gains and who loses by these steps. */
export function consequencesOf(
  steps: readonly Step<KeptOperation>[],
  holders: Holders,
): Consequence[] {
  const [before, after] = [
    byEveryName(steps.flatMap((step) => step.before ?? [])),
    byEveryName(steps.flatMap((step) => step.after ?? [])),
  ];
  return steps.flatMap((step) => ofOne(step, holders, { before, after }));
}

type Siblings = Record<'before' | 'after', ReadonlyMap<string, KeptOperation>>;

function ofOne(
  { before, after }: Step<KeptOperation>,
  { roles, apps, calls }: Holders,
  siblings: Siblings,
): Consequence[] {
  if (before && after && isAsOpen(before, after, siblings)) return [];
  const operation = (after ?? before)?.name ?? '';
  const called = callsOf(before, calls);
  const named = (list: Holders['apps']) => mostCalling(list, called);
  const reached = before && reachOf(before, siblings.before);
  const reaching = after && reachOf(after, siblings.after);
  const who = (test: (scopes: readonly string[], everything: boolean) => boolean) => ({
    roles: roles.filter((role) => test(role.scopes, role.everything)).map(({ name }) => name),
    apps: apps.filter((app) => test(app.scopes, false)),
  });
  if (!reaching) {
    const callers = apps.filter(({ key }) => called.has(key));
    return [{ operation, kind: 'stops', roles: reached ? who(reached).roles : [], apps: named(callers) }]; // prettier-ignore
  }
  if (after?.public)
    return before?.public ? [] : [{ operation, kind: 'opens', roles: [], apps: [] }];
  const gaining = who((...has) => reaching(...has) && !reached?.(...has));
  const losing = who((...has) => !reaching(...has) && reached?.(...has) === true);
  // Everybody could call it; those who did are named.
  if (before?.public) losing.apps = losing.apps.filter(({ key }) => called.has(key));
  return (
    [
      { operation, kind: 'gains', roles: gaining.roles, apps: named(gaining.apps) },
      { operation, kind: 'loses', roles: losing.roles, apps: named(losing.apps) },
    ] satisfies Consequence[]
  ).filter((each) => each.roles.length > 0 || each.apps.length > 0);
}

/** Whether the same scopes open both, which is so for most of a document. */
function isAsOpen(before: KeptOperation, after: KeptOperation, siblings: Siblings): boolean {
  const needs = [needsOf(before, siblings.before), needsOf(after, siblings.after)];
  return before.public === after.public && isDeepStrictEqual(needs[0], needs[1]);
}

function reachOf(operation: KeptOperation, siblings: ReadonlyMap<string, KeptOperation>) {
  const needs = needsOf(operation, siblings);
  return (scopes: readonly string[], everything: boolean): boolean =>
    operation.public || everything || opens(scopes, needs);
}

function callsOf(operation: KeptOperation | undefined, calls: Holders['calls']) {
  const sums = new Map<string, number>();
  for (const name of operation ? [operation.name, ...operation.aliases] : [])
    for (const [key, times] of calls.get(name) ?? []) sums.set(key, (sums.get(key) ?? 0) + times);
  return sums;
}

function mostCalling(apps: Holders['apps'], called: ReadonlyMap<string, number>) {
  return apps
    .map(({ key, name }) => ({ key, name, calls: called.get(key) ?? 0 }))
    .sort((left, right) => right.calls - left.calls || (left.name < right.name ? -1 : 1))
    .slice(0, MOST_APPS);
}
