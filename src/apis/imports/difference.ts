import type { ReadOperation } from '../document/operations-of.js';
import type { DocumentFault } from '../document/document-faults.js';
import { nameFaults } from './name-faults.js';
import type { KeptOperation, Step } from './steps.js';

/** Where an operation is found. */
export interface Place {
  name: string;
  method: string;
  path: string;
}

/** What an import changes, in the words of its answer, and what is stored by it. */
export interface Difference<T extends KeptOperation> {
  added: Place[];
  renamed: { from: string; to: string; method: string; path: string }[];
  changed: { name: string; what: string[] }[];
  removed: Place[];
  faults: DocumentFault[];
  steps: Step<T>[];
}

/**
 * Compares what is there with what a document says. An operation is known by its name, else by its
 * method and path; what was decided about it stays, and nothing is open that nobody opened.
 */
export function differenceOf<T extends KeptOperation>(
  stored: readonly T[],
  read: readonly ReadOperation[],
): Difference<T> {
  const steps = stepsOf(stored, read);
  const added: Place[] = [];
  const renamed: Difference<T>['renamed'] = [];
  const changed: Difference<T>['changed'] = [];
  const removed: Place[] = [];
  for (const { before, after } of steps) {
    if (!after) {
      if (before) removed.push(placeOf(before));
    } else if (!before) added.push(placeOf(after));
    else {
      const { name: to, method, path } = after;
      if (before.name !== to) renamed.push({ from: before.name, to, method, path });
      const what = changesOf(before, after);
      if (what.length > 0) changed.push({ name: to, what });
    }
  }
  return { added, renamed, changed, removed, faults: nameFaults(steps), steps };
}

function stepsOf<T extends KeptOperation>(
  stored: readonly T[],
  read: readonly ReadOperation[],
): Step<T>[] {
  const names = new Set(read.map(({ name }) => name));
  const byName = new Map(stored.map((each) => [each.name, each]));
  const byPlace = new Map(
    stored.filter(({ name }) => !names.has(name)).map((each) => [shapeOf(each), each]),
  );
  const taken = new Set<T>();
  const pairs = read.map((each) => {
    const found = byName.get(each.name) ?? byPlace.get(shapeOf(each));
    const before = found && !taken.has(found) ? found : undefined;
    if (before) taken.add(before);
    return { before, read: each };
  });
  const newNames = new Map(
    pairs.flatMap(({ before, read: { name } }) =>
      before && before.name !== name ? [[before.name, name] as const] : [],
    ),
  );
  return [
    ...pairs.map((pair) => ({
      before: pair.before,
      after: kept(pair.before, pair.read, newNames),
    })),
    ...stored.filter((each) => !taken.has(each)).map((before) => ({ before })),
  ];
}

/** An operation with what was decided about it. */
function kept(
  before: KeptOperation | undefined,
  read: ReadOperation,
  newNames: ReadonlyMap<string, string>,
): KeptOperation {
  if (!before) return { ...read, public: false, scopes: null, reason: null, aliases: [] };
  const isPublic = before.public && isSamePlace(before, read);
  const aliases = [...before.aliases, ...(before.name === read.name ? [] : [before.name])];
  return {
    ...read,
    public: isPublic,
    reason: isPublic ? before.reason : null,
    scopes: before.scopes?.map((name) => newNames.get(name) ?? name) ?? null,
    aliases: aliases.filter((name) => name !== read.name),
  };
}

function isSamePlace(left: Omit<Place, 'name'>, right: Omit<Place, 'name'>): boolean {
  return left.method === right.method && left.path === right.path;
}

function changesOf(before: KeptOperation, after: KeptOperation): string[] {
  return [
    before.method !== after.method && `Its method is ${after.method}; it was ${before.method}.`,
    before.path !== after.path && `Its path is ${after.path}; it was ${before.path}.`,
    before.public && !after.public && 'It is private again, since it is at another place.',
    before.allow.join() !== after.allow.join() && allowChange(after),
    before.proposedPublic !== after.proposedPublic && proposalChange(after),
    before.summary !== after.summary && 'Its summary is another one.',
    before.echo !== after.echo && `It is ${after.echo ? '' : 'no longer '}an echo.`,
  ].filter((what) => what !== false);
}

function allowChange({ allow }: KeptOperation): string {
  if (allow.length === 0) return 'Its parameters hold nothing special any more.';
  return `Its parameters may hold ${allow.join(' and ')}.`;
}

function proposalChange({ proposedPublic }: KeptOperation): string {
  return proposedPublic
    ? 'The document proposes it as public; it stays as it is.'
    : 'The document no longer proposes it as public.';
}

function placeOf({ name, method, path }: Place): Place {
  return { name, method, path };
}

/** Method and template; what the parameters are called does not count. */
function shapeOf({ method, path }: Omit<Place, 'name'>): string {
  return `${method} ${path.replace(/\{[^{}/]*\}/g, '{}')}`;
}
