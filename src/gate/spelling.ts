import { type PathMatch, segmentsOf, withoutCase } from '../apis/path-tree.js';

/** A path that every program reads alike. */
export interface SpelledPath {
  /** As it was sent. */
  path: string;
  segments: string[];
  /** What is only right where an operation allows it: `%2F`, `;`. */
  unusual: string[];
}

const LONGEST_PATH = 4096;
const MOST_SEGMENTS = 64;

const ESCAPE = /%(..?)?/gs;
const SEMICOLON = ';';
const ESCAPED_SLASH = '%2F';

/** What no path may hold as it is: RFC 3986 §2 has it escaped, or some programs treat it as a slash. */
const RAW = /[^!-~]|[\\#"<>^{|}`]/;
/** All that most paths hold. */
const PLAIN = /^[A-Za-z0-9\-._~!$&'()*+,=:@/]*$/;
/** Escaped, these mean another path to a program that reads them twice, or as what they stand for. */
const MEANT_OTHERWISE = /[A-Za-z0-9\-._~/\\%;?#]/;
const CONTROL = /\p{Cc}/u;

/**
 * Reads the path of a request target, and refuses what two programs could read differently.
 * @param target raw, with the query
 * @returns the path, or the rule that it breaks as a sentence
 */
export function spellPath(target: string): SpelledPath | string {
  if (target.includes('#')) return 'The target holds a fragment.';
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  if (!path.startsWith('/')) return 'The path does not begin with a slash.';
  if (path.length > LONGEST_PATH) return `The path is longer than ${LONGEST_PATH} bytes.`;
  const segments = segmentsOf(path);
  if (segments.length > MOST_SEGMENTS) return `The path has more than ${MOST_SEGMENTS} segments.`;
  const unusual: string[] = [];
  if (!PLAIN.test(path)) {
    const fault = characterFault(path, unusual);
    if (fault) return fault;
  }
  const fault = segmentFault(segments);
  return fault ?? { path, segments, unusual };
}

/**
 * The rule that a path breaks at the place where it was found: its unusual characters must be allowed
 * there, and a parameter must not read as a word beside it.
 */
export function matchFault(
  { unusual }: SpelledPath,
  { parameters }: PathMatch<unknown>,
  allow: readonly string[],
): string | undefined {
  const refused = unusual.find((text) => !allow.includes(text));
  if (refused) return `The path holds ${refused}, which this operation does not take.`;
  for (const { segment, at } of parameters) {
    const parts = unusual.length > 0 ? partsOf(segment) : [segment];
    if (unusual.length > 0 && parts.some((part) => part === '' || part === '.' || part === '..'))
      return 'A parameter has an empty part, or one of dots, between its slashes.';
    if (at.words.size > 0 && [segment, ...parts].some((part) => readsAsWord(part, at.words)))
      return 'A parameter reads as a word of another path.';
  }
  return undefined;
}

/** Between escaped slashes, without what follows a semicolon: how a program reads it that decodes early. */
function partsOf(segment: string): string[] {
  return segment.split(/%2f/i).map((part) => part.split(SEMICOLON)[0] ?? '');
}

function readsAsWord(segment: string, words: ReadonlySet<string>): boolean {
  return words.has(withoutCase(segment.includes('%') ? decodeURIComponent(segment) : segment));
}

function segmentFault(segments: string[]): string | undefined {
  for (const [index, segment] of segments.entries()) {
    if (segment === '' && index < segments.length - 1) return 'The path has an empty segment.';
    if (segment === '.' || segment === '..') return 'The path has a segment of dots.';
  }
  return undefined;
}

/** @param unusual takes what is only right where an operation allows it */
function characterFault(path: string, unusual: string[]): string | undefined {
  if (RAW.test(path)) return 'The path holds a character that has to be escaped.';
  for (const [escape] of path.matchAll(ESCAPE)) {
    if (!/^%[0-9a-f]{2}$/i.test(escape)) return 'The path holds a malformed escape.';
    if (escape.toUpperCase() === ESCAPED_SLASH) continue;
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    if (MEANT_OTHERWISE.test(character))
      return 'The path holds an escape of a character that needs none, or that has a meaning.';
  }
  const text = decoded(path);
  if (text === undefined) return 'The escapes of the path are no UTF-8.';
  if (CONTROL.test(text)) return 'The path holds an escaped control.';
  if (/%2f/i.test(path)) unusual.push(ESCAPED_SLASH);
  if (path.includes(SEMICOLON)) unusual.push(SEMICOLON);
  return undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
