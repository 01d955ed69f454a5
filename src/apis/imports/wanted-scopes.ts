import type { ImportedScope } from '../../scopes/imported-scopes.service.js';
import type { KeptOperation, Step } from './steps.js';
import { beginningsOf } from './name-faults.js';

interface Named {
  name: string;
}

/** Every scope that an API needs: its name, its operations' present and former names, and all above them. */
export function wantedNames(api: Named, steps: readonly Step<KeptOperation>[]): string[] {
  const names = steps.flatMap(({ after }) => (after ? [after.name, ...after.aliases] : []));
  return [...new Set([api.name, ...names.flatMap((name) => [...beginningsOf(name), name])])];
}

/** These scopes with a sentence each; where the sentence is another one than before, with that too. */
export function scopesOf(api: Named, steps: readonly Step<KeptOperation>[]): ImportedScope[] {
  const scopes = new Map<string, ImportedScope>();
  for (const name of wantedNames(api, steps))
    scopes.set(name, { name, description: `Everything in ${name}.` });
  for (const { before, after } of steps) {
    if (!after) continue;
    const descriptionBefore = before && sentenceAbout(before);
    for (const name of after.aliases)
      scopes.set(name, {
        name,
        description: `A former name of ${after.name}.`,
        descriptionBefore: name === before?.name ? descriptionBefore : undefined,
      });
    const { name } = after;
    scopes.set(name, { name, description: sentenceAbout(after), descriptionBefore });
  }
  return [...scopes.values()];
}

/** "Create a charge (POST /v1/charges)." */
function sentenceAbout({ method, path, summary }: KeptOperation): string {
  const call = `${method} ${path}`;
  const sentence = summary ? `${summary.replace(/[.\s]+$/, '')} (${call}).` : `Call ${call}.`;
  return sentence.slice(0, 1000);
}
