import { type DocumentFault, faultAt, FAULTS, sentence } from './document/document-faults.js';

/** What a template and a method lead to; `allow` is `x-gatehouse-allow`. */
export interface Routed {
  /** In capitals. */
  method: string;
  /** The whole template, from the first slash: `/v1/charges/{id}`. */
  path: string;
  /** What its parameters may hold beside the usual: `%2F`, `;`. */
  allow: readonly string[];
}

/** One place in the tree: what a path ends at, and what its next segment may be. */
export interface PathNode<T> {
  literals: Map<string, PathNode<T>>;
  /** The words of `literals`, without case. */
  words: Set<string>;
  parameter?: PathNode<T>;
  /** What the path that ends here leads to, by method. */
  methods: Map<string, T>;
}

/** Operations by path and method. */
export type PathTree<T> = PathNode<T>;

/** A path that a template fits. */
export interface PathMatch<T> {
  node: PathNode<T>;
  /** The raw segments that stand for parameters, each with the place at which it was chosen. */
  parameters: { segment: string; at: PathNode<T> }[];
}

/** `sub-delims`, `:` and `@` of RFC 3986 §3.3, and the unreserved: all that needs no escape. */
const LITERAL = /^[A-Za-z0-9\-._~!$&'()*+,=:@]+$/;
const PARAMETER = /^\{[^{}/]+\}$/;
const ALLOWED = ['%2F', ';'];
const MOST_SEGMENTS = 64;
const MOST_FAULTS = 100;
const LONGEST_SHOWN = 60;
/** Pairs of places that are compared: a document must not choose how long that takes. */
const MOST_PAIRS = 500_000;

/**
 * Puts operations into a tree, and finds what two programs could read differently. The tree is only
 * to be used when there are no faults.
 */
export function buildPathTree<T extends Routed>(
  operations: readonly T[],
): { tree: PathTree<T>; faults: DocumentFault[] } {
  const tree = newNode<T>();
  const faults: DocumentFault[] = [];
  const placed: T[] = [];
  for (const operation of operations) {
    const message = templateFault(operation) ?? place(tree, operation);
    if (message) faults.push({ where: nameOf(operation), message });
    else placed.push(operation);
  }
  faults.push(...overlaps(tree), ...operationsBelow(tree, placed));
  return { tree, faults: faults.slice(0, MOST_FAULTS) };
}

/**
 * Finds the template that fits a path: a literal wins over a parameter, segment by segment.
 * @param segments raw, as they were sent; the last one is empty when the path ends with a slash
 */
export function matchPath<T>(
  tree: PathTree<T>,
  segments: readonly string[],
): PathMatch<T> | undefined {
  return matchFrom(tree, segments, 0);
}

/** The segments of a raw path or of a template. */
export function segmentsOf(path: string): string[] {
  return path.slice(1).split('/');
}

/** A text as programs compare it that ignore case: `K` (the Kelvin sign) is a k, and `ſ` is an s. */
export function withoutCase(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function matchFrom<T>(
  node: PathNode<T>,
  segments: readonly string[],
  index: number,
): PathMatch<T> | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.methods.size > 0 ? { node, parameters: [] } : undefined;
  const literal = node.literals.get(segment);
  const exact = literal && matchFrom(literal, segments, index + 1);
  if (exact) return exact;
  if (!node.parameter || segment === '') return undefined;
  const match = matchFrom(node.parameter, segments, index + 1);
  match?.parameters.unshift({ segment, at: node });
  return match;
}

function newNode<T>(): PathNode<T> {
  return { literals: new Map(), words: new Set(), methods: new Map() };
}

/** Puts an operation at its place; answers why it cannot be there. */
function place<T extends Routed>(tree: PathTree<T>, operation: T): string | undefined {
  let node = tree;
  for (const segment of segmentsOf(operation.path)) {
    const next = isParameter(segment) ? node.parameter : node.literals.get(segment);
    const child: PathNode<T> = next ?? newNode();
    if (isParameter(segment)) node.parameter = child;
    else {
      node.literals.set(segment, child);
      node.words.add(withoutCase(segment));
    }
    node = child;
  }
  const other = node.methods.get(operation.method);
  if (other) return sentence(FAULTS.samePlace, nameOf(other));
  node.methods.set(operation.method, operation);
  return undefined;
}

function templateFault({ path, allow }: Routed): string | undefined {
  if (!path.startsWith('/')) return FAULTS.noSlash;
  const segments = segmentsOf(path);
  if (segments.length > MOST_SEGMENTS) return sentence(FAULTS.tooManySegments, MOST_SEGMENTS);
  const wrong = segments.find((segment, index) => !isSegment(segment, index, segments.length));
  if (wrong !== undefined) return segmentFault(wrong, path);
  const other = allow.find((text) => !ALLOWED.includes(text));
  return other === undefined ? undefined : sentence(FAULTS.allow, cut(other));
}

function segmentFault(segment: string, path: string): string {
  if (segment === '') return FAULTS.emptySegment;
  if (/[?#]/.test(segment)) return sentence(FAULTS.noQuery, cut(path.replace(/[?#].*/s, '')));
  const [name] = /\{[^{}/]+\}/.exec(segment) ?? [];
  if (name) return sentence(FAULTS.partParameter, cut(segment), cut(name));
  return sentence(FAULTS.segment, cut(segment));
}

function cut(text: string): string {
  return text.slice(0, LONGEST_SHOWN);
}

function isSegment(segment: string, index: number, count: number): boolean {
  if (segment === '') return index === count - 1;
  if (segment === '.' || segment === '..') return false;
  return isParameter(segment) || LITERAL.test(segment);
}

function isParameter(segment: string): boolean {
  return PARAMETER.test(segment);
}

function nameOf({ method, path }: Routed): string {
  return `${method} ${path}`;
}

/** Two subtrees that one path can both walk, and in which segments one of them is the exact one. */
interface Pair<T> {
  left: PathNode<T>;
  right: PathNode<T>;
  leftExact: boolean;
  rightExact: boolean;
}

/** Finds templates that fit one path while each is the exact one in another segment. */
function overlaps<T extends Routed>(tree: PathTree<T>): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const pairs: Pair<T>[] = [{ left: tree, right: tree, leftExact: false, rightExact: false }];
  let looked = 0;
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    looked += 1;
    if (looked > MOST_PAIRS) return [faultAt('paths', 'tooManyPairs')];
    const [first] = pair.left.methods.values();
    const [second] = pair.right.methods.values();
    if (first && second && pair.leftExact && pair.rightExact)
      faults.push(faultAt(nameOf(first), 'overlap', second.path));
    if (faults.length >= MOST_FAULTS) return faults;
    pairs.push(...pairsBelow(pair));
  }
  return faults;
}

function pairsBelow<T>({ left, right, leftExact, rightExact }: Pair<T>): Pair<T>[] {
  const below: Pair<T>[] = [];
  const isSame = left === right;
  for (const [word, child] of left.literals) {
    const other = right.literals.get(word);
    if (other) below.push({ left: child, right: other, leftExact, rightExact });
    if (right.parameter && word !== '')
      below.push({ left: child, right: right.parameter, leftExact: true, rightExact });
  }
  if (left.parameter && right.parameter)
    below.push({ left: left.parameter, right: right.parameter, leftExact, rightExact });
  // Of one and the same place, each pair is met once.
  if (left.parameter && !isSame)
    for (const [word, child] of right.literals)
      if (word !== '')
        below.push({ left: left.parameter, right: child, leftExact, rightExact: true });
  return below;
}

/**
 * Finds parameters that may hold an escaped slash, or a semicolon, although other operations lie
 * below: a program that decodes early would go there.
 */
function operationsBelow<T extends Routed>(
  tree: PathTree<T>,
  operations: readonly T[],
): DocumentFault[] {
  return operations
    .filter(({ allow }) => allow.length > 0)
    .flatMap((operation) => {
      const other = otherBelow(tree, operation);
      if (!other) return [];
      return [faultAt(nameOf(operation), 'below', operation.allow.join(' or '), nameOf(other))];
    });
}

function otherBelow<T extends Routed>(tree: PathTree<T>, operation: T): T | undefined {
  let node: PathNode<T> | undefined = tree;
  for (const segment of segmentsOf(operation.path)) {
    if (!isParameter(segment)) {
      node = node?.literals.get(segment);
      continue;
    }
    const places: PathNode<T>[] = [...(node?.literals.values() ?? [])];
    if (node?.parameter) places.push(node.parameter);
    const other = firstOf(places.flatMap(childrenOf), operation);
    if (other) return other;
    node = node?.parameter;
  }
  return undefined;
}

function childrenOf<T>(node: PathNode<T>): PathNode<T>[] {
  return [...node.literals.values(), ...(node.parameter ? [node.parameter] : [])];
}

/** The first operation in these subtrees that is another one. */
function firstOf<T>(places: PathNode<T>[], operation: T): T | undefined {
  const open = [...places];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const other of node.methods.values()) if (other !== operation) return other;
    open.push(...childrenOf(node));
  }
  return undefined;
}
