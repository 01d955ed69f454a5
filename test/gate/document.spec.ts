/** @database sqlite */
import { operationsOf } from '../../src/apis/document/operations-of.js';
import { readDocument } from '../../src/apis/document/read-document.js';

const HEAD = { openapi: '3.0.3', info: { title: 'Books', version: '1' } };
const target = { name: 'books', basePath: '/' };

function read(document: object, type: 'json' | 'yaml' | 'either' = 'json') {
  return readText(JSON.stringify({ ...HEAD, ...document }), type);
}

function readText(text: string, type: 'json' | 'yaml' | 'either' = 'either') {
  const { document, faults } = readDocument(text, type);
  if (!document) return { operations: [], faults };
  return operationsOf(document, target);
}

const names = (document: object) => read(document).operations.map(({ name }) => name);
const messages = (result: { faults: { where: string; message: string }[] }) =>
  result.faults.map(({ where, message }) => `${where}: ${message}`);

describe('the name of an imported operation', () => {
  it.each([
    [{ operationId: 'charges.create' }, 'books.charges.create'],
    [{ operationId: 'repos/list for:user' }, 'books.repos-list-for-user'],
    [{ operationId: 'Straße_1' }, 'books.Stra-e_1'],
    [{ tags: ['books'] }, 'books.books.get-books-isbn'],
    [{ tags: ['Our books', 'more'] }, 'books.Our-books.get-books-isbn'],
    [{}, 'books.default.get-books-isbn'],
  ])('of %j is %s', (operation, name) => {
    expect(names({ paths: { '/books/{isbn}': { get: operation } } })).toEqual([name]);
  });

  it('without words in its path is the method', () => {
    expect(names({ paths: { '/': { post: {} } } })).toEqual(['books.default.post']);
  });

  it('is neither too long, nor has it nothing between two dots, nor is it no text', () => {
    const faulty = (operationId: unknown) =>
      read({ paths: { '/a': { get: { operationId } } } }).faults.length;
    expect(['x'.repeat(123), 'a..b', '.a', 'a.', 7, {}].map(faulty)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(faulty('x'.repeat(122))).toBe(0);
  });
});

describe('a document', () => {
  it('is read as JSON, as YAML, and as YAML that is JSON', () => {
    const yaml = 'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      operationId: a.get\n';
    expect(readText(yaml, 'yaml').operations).toMatchObject([{ name: 'books.a.get' }]);
    expect(readText(`\uFEFF${yaml}`).operations).toHaveLength(1);
    for (const type of ['json', 'yaml', 'either'] as const)
      expect(read({ paths: { '/a': { get: {} } } }, type).operations).toHaveLength(1);
    expect(messages(readText(yaml, 'json'))[0]).toMatch(/^document: This is no JSON: /);
    expect(messages(readText('{"a', 'either'))[0]).toMatch(/^document: This is no JSON: /);
    expect(messages(readText('a: [', 'yaml'))[0]).toMatch(/^document: This is no YAML: /);
    expect(messages(readText('a: 1\na: 2', 'yaml'))[0]).toMatch(/duplicated/);
  });

  it.each([
    [
      '{"swagger":"2.0","paths":{}}',
      /^swagger: This is Swagger 2.0. Convert it to OpenAPI 3 first/,
    ],
    ['openapi: 2.9.0\npaths: {}', /^openapi: /],
    ['openapi: 3.2.0\npaths: {}', /^openapi: /],
    ['openapi: 3.1.0', /^paths: /],
    ['[]', /^document: An OpenAPI document is an object/],
    ['', /^document: /],
  ])('is refused with a sentence: %s', (text, sentence) => {
    expect(messages(readText(text))).toEqual([expect.stringMatching(sentence)]);
  });

  it('opens nothing by itself: what it would have open is a proposal', () => {
    const paths = {
      '/a': { get: { security: [] }, post: {}, put: { security: [{ key: [] }] } },
    };
    const proposed = (document: object) =>
      read(document).operations.map(({ proposedPublic }) => proposedPublic);
    expect(proposed({ paths })).toEqual([true, false, false]);
    expect(proposed({ paths, security: [] })).toEqual([true, false, true]);
  });

  it('has the base path before its paths', () => {
    const { document } = readDocument(JSON.stringify({ ...HEAD, paths: { '/a': { get: {} } } }), 'json'); // prettier-ignore
    const read = document && operationsOf(document, { name: 'books', basePath: '/v1' });
    expect(read?.operations[0]?.path).toBe('/v1/a');
  });

  it('says what its parameters may hold, and which operation is an echo', () => {
    const get = { 'x-gatehouse-allow': ['%2F'], 'x-gatehouse-echo': true };
    expect(read({ paths: { '/files/{path}': { get } } }).operations).toMatchObject([
      { allow: ['%2F'], echo: true },
    ]);
    const other = { 'x-gatehouse-allow': '..' };
    expect(messages(read({ paths: { '/files/{path}': { get: other } } }))).toHaveLength(1);
  });

  it('whose paths are ambiguous is refused', () => {
    const two = { '/a/{x}': { get: {} }, '/a/{y}': { get: {} } };
    expect(read({ paths: two }).faults.length).toBeGreaterThan(0);
    expect(read({ paths: { '/a/{x}/b': { get: {} }, '/a/c/{y}': { get: {} } } }).faults).not.toEqual([]); // prettier-ignore
  });
});

describe('a reference', () => {
  const item = { get: { operationId: 'a.get' } };

  it('to a path within the document is followed', () => {
    const paths = { '/a': { $ref: '#/components/pathItems/A~1B' } };
    const pathItems = { 'A/B': { $ref: '#/components/pathItems/C' }, C: item };
    expect(names({ paths, components: { pathItems } })).toEqual(['books.a.get']);
    expect(names({ paths: { '/a': item, '/b': { $ref: '#/paths/~1a' } } })).toHaveLength(2);
  });

  it.each([
    '#/components/pathItems/Nothing',
    '#/paths/~1a',
    '#/constructor/prototype',
    '#a',
    '#/%',
  ])('that leads nowhere, or to itself, is a fault: %s', ($ref) => {
    const faults = messages(read({ paths: { '/a': { $ref } } }));
    expect(faults).toEqual([expect.stringMatching(/^\/a: This refers to nothing/)]);
  });

  it.each(['file:///etc/passwd', 'https://example.com/a.json', './a.yaml#/A', 'a', ''])(
    'to something elsewhere is refused, wherever it stands: %s',
    ($ref) => {
      const schema = { properties: { default: { $ref } } };
      const get = { responses: { 200: { content: { json: { schema } } } } };
      expect(messages(read({ paths: { '/a': { get } } }))).toEqual([
        expect.stringContaining('Nothing is fetched'),
      ]);
      expect(read({ paths: { '/a': { $ref } } }).faults).not.toEqual([]);
    },
  );

  it('is none where it is data, or the name of a property', () => {
    const schema = { properties: { $ref: { type: 'string' } }, example: { $ref: 'https://a.b' } };
    expect(read({ paths: {}, components: { schemas: { A: schema } } }).faults).toEqual([]);
  });

  it('beside operations of the path itself is a fault: readers would take one or the other', () => {
    const paths = { '/a': { $ref: '#/components/pathItems/A', post: {} } };
    expect(read({ paths, components: { pathItems: { A: item } } }).faults).toHaveLength(1);
  });
});

describe('a bomb', () => {
  const HUGE = 4_000_000;

  it('of aliases within aliases is refused', () => {
    const laughs = Array.from({ length: 9 }, (_, at) => {
      const below = at === 0 ? '"lol"' : `*a${at - 1}`;
      return `  a${at}: &a${at} [${Array.from({ length: 9 }, () => below).join(', ')}]\n`;
    });
    const text = `openapi: 3.1.0\npaths: {}\nx-a:\n${laughs.join('')}`;
    expect(messages(readText(text, 'yaml'))).toEqual([expect.stringMatching(/aliases/)]);
  });

  it('of more than a hundred aliases is refused', () => {
    const text = `openapi: 3.1.0\npaths: {}\nx-a: &a 1\nx-b: [${'*a, '.repeat(101)}]`;
    expect(messages(readText(text, 'yaml'))[0]).toMatch(/aliases exceeded/);
  });

  it('that is deep by aliases within aliases is refused', () => {
    const deep = Array.from({ length: 9 }, (_, at) => {
      const below = at === 0 ? '1' : `*a${at - 1}`;
      return `  a${at}: &a${at} ${'['.repeat(40)}${below}${']'.repeat(40)}\n`;
    });
    const text = `openapi: 3.1.0\npaths: {}\nx-a:\n${deep.join('')}`;
    expect(messages(readText(text, 'yaml'))[0]).toMatch(/nested too deeply/);
    expect(readText(text.split('  a2:')[0] ?? '', 'yaml').faults).toEqual([]);
  });

  it('that holds itself is refused', () => {
    const text = 'openapi: 3.1.0\npaths: {}\nx-a: &a\n  b: [*a]';
    expect(messages(readText(text, 'yaml'))).toEqual(['x-a / b / 0: This part holds itself.']);
  });

  it.each([
    ['brackets', `{"openapi":"3.1.0","paths":{},"x":${'['.repeat(HUGE)}${']'.repeat(HUGE)}}`],
    ['brackets in YAML', `openapi: 3.1.0\npaths: {}\nx: ${'['.repeat(HUGE)}`],
    ['values', `{"openapi":"3.1.0","paths":{},"x":[${'1,'.repeat(HUGE)}1]}`],
    ['paths that are one path', JSON.stringify({ ...HEAD, paths: Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`/a${at}`, { $ref: '#/components/pathItems/A' }])), components: { pathItems: { A: { get: {} } } } })], // prettier-ignore
  ])('of %s is refused', (_, text) => {
    expect(readText(text).faults).toHaveLength(1);
  });

  it('of names that objects have already does nothing', () => {
    const text = `{"openapi":"3.1.0","__proto__":{"polluted":1},"paths":{"/a":{"get":{"operationId":"__proto__"}},"/b":{"__proto__":{"get":{}}}}}`;
    expect(readText(text).operations.map(({ name }) => name)).toEqual(['books.__proto__']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
