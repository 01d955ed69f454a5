const DEEPEST = 20;

/** NUL, and a surrogate without its other half. */
const NO_TEXT = /[\0\p{Surrogate}]/u;

/** Whether a body holds what is no text, or is nested so deeply that reading it costs the stack. */
export function isUnreadable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return NO_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  return Object.entries(value).some(
    ([name, member]) => NO_TEXT.test(name) || isUnreadable(member, depth + 1),
  );
}

/** What is wrong with such a body. */
export const UNREADABLE = 'NUL, broken Unicode and deep nesting are not allowed.';
