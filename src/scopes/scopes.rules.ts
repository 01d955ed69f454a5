import type { OperationEntry } from '../operations/catalogue.js';
import type { Scope } from './scope.entity.js';

const VERBS: Record<string, (noun: string) => string> = {
  list: (noun) => `List ${noun}s`.replace(/([^aeiou])ys$/, '$1ies'),
  create: (noun) => `Create ${withArticle(noun)}`,
  get: (noun) => `See ${withArticle(noun)}`,
  update: (noun) => `Change ${withArticle(noun)}`,
  remove: (noun) => `Remove ${withArticle(noun)}`,
  disable: (noun) => `Disable ${withArticle(noun)}`,
  restore: (noun) => `Bring back ${withArticle(noun)}`,
  enable: (noun) => `Enable ${withArticle(noun)}`,
};

/** What people call the things whose path says it shorter. */
const NOUNS: Record<string, string> = {
  config: 'setting',
  audit: 'audit entry',
  bin: 'removed object',
};

/**
 * One sentence about what a scope opens, until an administrator writes a better one:
 * "Change a role (PUT /backend/role/:id)."
 */
export function describeScope(name: string, operations: readonly OperationEntry[]): string {
  return sentenceAbout(name, operations).slice(0, 1000);
}

/** Whether nobody wrote a better one, so that a translation by the name may take its place. */
export function isGenerated(
  { name, description, system }: Scope,
  operations: readonly OperationEntry[],
): boolean {
  return system && description === describeScope(name, operations);
}

function sentenceAbout(name: string, operations: readonly OperationEntry[]): string {
  const calls = operations
    .filter(({ scopes }) => scopes.includes(name))
    .map(({ method, path }) => `${method} ${path}`);
  const [call] = calls;
  if (call === undefined) return everythingIn(name, operations);
  const words = name.split('.');
  const verb = VERBS[words.at(-1) ?? ''];
  const noun = words.at(-2);
  if (calls.length > 1 || !verb || !noun) return `Call ${calls.join(', ')}.`;
  return `${verb(singular(noun))} (${call}).`;
}

/** "Everything in deliveries: create, get, list, remove, update." */
function everythingIn(name: string, operations: readonly OperationEntry[]): string {
  const below = operations
    .flatMap(({ scopes }) => scopes)
    .filter((scope) => scope.startsWith(`${name}.`))
    .map((scope) =>
      scope
        .slice(name.length + 1)
        .split('.')[0]
        ?.replaceAll('_', ' '),
    );
  const parts = [...new Set(below)].sort().join(', ');
  return parts ? `Everything in ${name}: ${parts}.` : `Everything in ${name}.`;
}

function singular(noun: string): string {
  return NOUNS[noun] ?? noun.replace(/ies$/, 'y').replace(/s$/, '').replaceAll('_', ' ');
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
