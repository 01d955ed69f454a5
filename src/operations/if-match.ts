import { Problem } from '../common/problem.js';

/** Which states a change may replace: every one, or those of these entity tags. */
export type IfMatch = '*' | readonly string[];

const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
/** As header values hold no NUL, it can stand for a tag. */
const LIST = /^[ \t,]*\0(?:[ \t]*,[ \t,]*\0)*[ \t,]*$/;

/**
 * Reads `If-Match` (RFC 9110 §13.1.1). Weak tags never match there, but they are no fault.
 * @throws Problem 400 when it is neither `*` nor a list of entity tags
 */
export function readIfMatch(header: string | undefined): IfMatch | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return '*';
  if (!LIST.test(text.replace(TAG, '\0')))
    throw new Problem(400, 'invalid_request', 'If-Match holds * or entity tags in quotes.');
  return text.match(TAG) ?? [];
}
