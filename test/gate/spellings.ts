import fc from 'fast-check';

/** A request line as it goes over the wire, in Latin-1. */
export interface Spelling {
  method: string;
  target: string;
}

/** Paths that the API has, or nearly has. */
const BASES = [
  '/v1/charges',
  '/v1/charges/7',
  '/v1/charges/summary',
  '/v1/charges/7/refunds',
  '/v1/users/admin',
  '/v1/users/7',
  '/v1/files/a',
  '/v1/files/a%2Fb',
  '/v1/health',
  '/v1/echo',
];

const METHODS = ['GET', 'GET', 'GET', 'GET', 'GET', 'POST', 'DELETE', 'HEAD'];
const RARE_METHODS = ['PUT', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'Get', 'PROPFIND'];

/** What one program drops, decodes, cuts off or joins, and another does not. */
const NOISE = [
  ...['/', '//', '/./', '/../', '/.', '/..', '/..;/', '/...', '.', '..', '\\', '/\\', '..\\'],
  ...['%2f', '%2F', '%2f..%2f', '%5c', '%2e', '%2E%2e', '/%2e/', '/%2e%2e/', '/%2E./', '/.%2e/'],
  ...['%25', '%252f', '%252e%252e', '%c0%af', '%c0%ae', '%e0%80%af', '%u002f', '%ef%bc%8f'],
  ...[';', ';a=b', '/;/', ';/../', '%3b', '?', '??', '%3f', '?x=1', '?/../users/admin', '&', '='],
  ...[
    '#',
    '%23',
    '#/../',
    '%00',
    '%0a',
    '%0d%0a',
    '%09',
    '%0b',
    '%7f',
    '%c2%85',
    '\t',
    '\0',
    '\x7f',
  ],
  ...[
    '%20',
    ' ',
    '+',
    '%2b',
    '%a0',
    '%c2%a0',
    '\xa0',
    '\xe9',
    '%c3%a9',
    '%e9',
    '%e2%84%aa',
    '%c5%bf',
  ],
  ...['*', ':', '@', '!', '$', "'", '(', ',', '~', '|', '"', '<', '>', '^', '`', '{id}', '[', ']'],
  ...[
    '%',
    '%4',
    '%zz',
    '%61',
    '%41',
    '%7e',
    '%2d',
    '.json',
    '.php',
    '/index.php',
    '/v1',
    '/v1/health',
  ],
  ...['?_method=DELETE', '?%5fmethod=POST', '?access_token=x', '/summary', '/admin', '/refunds'],
];
const FRONTS = [
  'http://other.example',
  '//other.example',
  'HTTP://x@other.example:1',
  '',
  '*',
  '\\',
  '/.',
  '/v1/..',
];

/** What stays within a segment. */
const MILD = [
  'x',
  '-',
  '_',
  '~',
  '!',
  '$',
  "'",
  '*',
  '+',
  ':',
  '@',
  ',',
  '=',
  '%20',
  '%c3%a9',
  '.x',
  ':80',
];

const placed = fc.tuple(fc.constantFrom(...NOISE), fc.double({ min: 0, max: 1, noNaN: true }));

const mutation = fc.oneof(
  { weight: 8, arbitrary: placed.map(([text, at]) => inserted(text, at)) },
  { weight: 9, arbitrary: fc.constantFrom(...MILD).map((text) => (path: string) => path + text) },
  { weight: 2, arbitrary: fc.constantFrom(...NOISE).map((text) => (path: string) => path + text) },
  { weight: 2, arbitrary: fc.nat(30).map((at) => respelled(at, escaped)) },
  { weight: 2, arbitrary: fc.nat(30).map((at) => respelled(at, (letter) => letter.toUpperCase())) },
  { weight: 1, arbitrary: fc.constant((path: string) => path.replace(/[^/]+$/, upperFirst)) },
  { weight: 1, arbitrary: fc.constantFrom(...FRONTS).map((text) => (path: string) => text + path) },
);

const spelling = fc.record({
  method: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...METHODS) },
    { weight: 1, arbitrary: fc.constantFrom(...RARE_METHODS) },
  ),
  target: fc
    .tuple(fc.constantFrom(...BASES), fc.array(mutation, { minLength: 0, maxLength: 2 }))
    .map(([base, mutations]) => mutations.reduce((path, change) => change(path), base)),
});

/** So many different request lines, the same ones each time. */
export function spellings(count: number): Spelling[] {
  const sampled = fc.sample(spelling, { seed: 20261128, numRuns: count * 4 });
  const different = new Map(sampled.map((each) => [`${each.method} ${each.target}`, each]));
  return [...different.values()].slice(0, count);
}

function inserted(text: string, at: number) {
  return (path: string) => {
    const index = Math.round(at * path.length);
    return path.slice(0, index) + text + path.slice(index);
  };
}

function respelled(at: number, spell: (letter: string) => string) {
  return (path: string) => {
    const index = at % path.length;
    return path.slice(0, index) + spell(path.charAt(index)) + path.slice(index + 1);
  };
}

function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
