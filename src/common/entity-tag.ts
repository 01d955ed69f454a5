import { createHash } from 'node:crypto';

const TAG = Symbol('entity tag');
const kinds = new Set<string>();

/** Says that answers of this class carry an entity tag, for the description of the operations. */
export const WithEntityTag = (): ClassDecorator => (answer) => void kinds.add(answer.name);

/** Whether answers of this class carry an entity tag. */
export function hasEntityTag(className: string): boolean {
  return kinds.has(className);
}

/**
 * The strong entity tag of a state (RFC 9110 §8.8.3): the same state has the same tag, whoever made
 * it. Made from the state rather than counted, so that no change can be forgotten.
 */
export function entityTagOf(state: object): string {
  const members = Object.entries(state)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([first], [second]) => (first < second ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(members)).digest('hex');
  return `"${digest.slice(0, 32)}"`;
}

/** Makes the answer carry the tag of the state that it shows; JSON does not write it. */
export function tagged<T extends object>(answer: T, state: object): T {
  return Object.assign(answer, { [TAG]: entityTagOf(state) });
}

/** The tag that an answer carries. */
export function tagOn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  return (answer as { [TAG]?: string })[TAG];
}
