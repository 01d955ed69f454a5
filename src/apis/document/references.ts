import { isMembers, type Members, type OpenApiDocument } from './read-document.js';

/** So many references may lead from one to the next. */
const LONGEST_CHAIN = 20;

/**
 * What stands in place of a reference within the document; the part itself when it is none.
 * @returns nothing when the reference leads nowhere, or back to itself
 */
export function resolved(document: OpenApiDocument, part: unknown): Members | undefined {
  let found: unknown = part;
  for (let step = 0; step <= LONGEST_CHAIN; step += 1) {
    if (!isMembers(found)) return undefined;
    if (typeof found.$ref !== 'string') return found;
    found = pointedAt(document, found.$ref);
  }
  return undefined;
}

/** What a fragment such as `#/components/schemas/Charge` points at (RFC 6901 §6). */
export function pointedAt(document: OpenApiDocument, reference: string): unknown {
  const words = wordsOf(reference);
  if (!words) return undefined;
  let found: unknown = document;
  for (const name of words) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = (found as Members)[name];
  }
  return found;
}

/** The names on the way that a fragment goes; nothing when it is none. */
export function wordsOf(reference: string): string[] | undefined {
  if (!reference.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(reference.slice(2))
      .split('/')
      .map((word) => word.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}
