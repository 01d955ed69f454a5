/** @database sqlite */
import fc from 'fast-check';
import type { LiveApi, LiveOperation } from '../../src/apis/live-api.js';
import { buildPathTree } from '../../src/apis/path-tree.js';
import { decide, type Decision } from '../../src/gate/decision.js';
import { Challenges } from '../../src/operations/challenge.js';

const OPEN = [
  'GET /',
  'GET /books',
  'GET /books/{isbn}',
  'GET /users/admin',
  'GET /users/{id}',
  'GET /users/{id}/posts',
  'GET /files/{path} %2F',
  'GET /trips/{leg} ;',
  'GET /bags/{name} %2F ;',
];

const operations = OPEN.map((line): LiveOperation => {
  const [method = '', path = '', ...allow] = line.split(' ');
  return { name: path, method, path, public: true, needs: [[path]], allow };
});
const built = buildPathTree(operations);
const api: LiveApi = {
  id: 'api_1',
  name: 'library',
  title: 'Library',
  publicUrl: 'https://library.example',
  basePath: '',
  keyHeader: 'x-api-key',
  preflight: false,
  assertion: false,
  operations: built.tree,
};
const challenges = new Challenges('https://gatehouse.example', '/gate/library');
const nobody = { challenges, authenticate: () => undefined };

const ask = (target: string, headers: string[] = [], method = 'GET') =>
  decide({ method, target, headers, ip: '' }, api, nobody, 0) as Decision;
const said = (decision: Decision) => decision.refusal?.code ?? decision.operation?.name;

describe('one spelling', () => {
  it('is what is decided about: every operation of the document is found', () => {
    expect(built.faults).toEqual([]);
    expect(said(ask('/books/42?page=2'))).toBe('/books/{isbn}');
    expect(said(ask('/books/caf%C3%A9'))).toBe('/books/{isbn}');
    expect(said(ask('/books/%E2%80%9Cquoted%E2%80%9D'))).toBe('/books/{isbn}');
    expect(said(ask('/books/a:b@c,d=e+f'))).toBe('/books/{isbn}');
    expect(said(ask('/'))).toBe('/');
  });

  it.each([
    ['books', 'no slash in front'],
    ['', 'nothing'],
    [`/books/${'a'.repeat(4096)}`, 'more than 4,096 bytes'],
    [`${'/a'.repeat(65)}`, 'more than 64 segments'],
    ['/books\\42', 'a backslash'],
    ['/books/42#x', 'a fragment'],
    ['/books?x#y', 'a fragment behind the query'],
    ['/books/a b', 'a space'],
    ['/books/"', 'a quote'],
    ['/books/<', 'less than'],
    ['/books/>', 'greater than'],
    ['/books/^', 'a circumflex'],
    ['/books/{isbn}', 'braces'],
    ['/books/|', 'a pipe'],
    ['/books/`', 'a backtick'],
    ['/books/\u0001', 'a control'],
    ['/books/\u007f', 'DEL'],
    ['/books/\u00e9', 'a byte beyond ASCII'],
    ['//books', 'an empty segment in front'],
    ['/books//42', 'an empty segment'],
    ['/books/./42', 'a dot'],
    ['/books/..', 'two dots'],
    ['/books/42;v=1', 'a semicolon'],
    ['/books/%', 'half an escape'],
    ['/books/%4', 'half an escape'],
    ['/books/%zz', 'a malformed escape'],
    ['/books/%61', 'an escaped letter'],
    ['/books/%7E', 'an escaped tilde'],
    ['/books/%2F', 'an escaped slash'],
    ['/books/%2f', 'an escaped slash'],
    ['/books/%5C', 'an escaped backslash'],
    ['/books/%2e', 'an escaped dot'],
    ['/books/%25', 'an escaped percent sign'],
    ['/books/%3B', 'an escaped semicolon'],
    ['/books/%3F', 'an escaped question mark'],
    ['/books/%23', 'an escaped hash'],
    ['/books/%00', 'an escaped NUL'],
    ['/books/%0a', 'an escaped line end'],
    ['/books/%7f', 'an escaped DEL'],
    ['/books/%C2%80', 'an escaped C1 control'],
    ['/books/%C3', 'no UTF-8'],
    ['/books/%C0%AF', 'an overlong slash'],
    ['/books/%ED%A0%80', 'half a surrogate pair'],
    ['/users/Admin', 'a word beside, in another case'],
    ['/users/%C4%B1admin/..', 'dots behind an escape'],
    ['/users/admin/posts', 'a parameter that reads as a word beside it'],
    ['/other/a%2Fb', 'an escaped slash where nothing is'],
    ['/files/a%2F', 'an empty part'],
    ['/files/%2Fa', 'an empty part'],
    ['/files/a%2F..%2Fb', 'a part of dots'],
    ['/files/a%2F.', 'a part of one dot'],
    ['/files/a;b', 'a semicolon where only slashes are allowed'],
    ['/trips/;v=1', 'nothing in front of the semicolon'],
    ['/trips/..;v=1', 'dots in front of the semicolon'],
    ['/trips/a%2Fb', 'a slash where only semicolons are allowed'],
    ['/bags/a%2F..;x', 'dots between a slash and a semicolon'],
  ])('refuses %j: %s', (target) => {
    expect(said(ask(target))).toBe('ambiguous_request');
    expect(ask(target).refusal?.status).toBe(400);
  });

  it('takes %2F and ; in the parameters of operations that allow them', () => {
    expect(said(ask('/files/a%2Fb%2fc'))).toBe('/files/{path}');
    expect(said(ask('/trips/a;v=1'))).toBe('/trips/{leg}');
    expect(said(ask('/bags/a;x%2Fb'))).toBe('/bags/{name}');
  });

  it.each(['CONNECT', 'TRACE', 'get', 'Get', 'GET ', 'A'.repeat(21), 'M-SEARCH', ''])(
    'refuses the method %j',
    (method) => {
      expect(said(ask('/books', [], method))).toBe('ambiguous_request');
    },
  );

  it.each([
    ['X-HTTP-Method-Override', 'DELETE'],
    ['x_http_method', 'DELETE'],
    ['X-Method.Override', 'DELETE'],
    ['X-Original-URL', '/users/admin'],
    ['X-Rewrite-Url', '/users/admin'],
    ['Gatehouse-App', 'x'],
    ['gatehouse_app', 'x'],
    ['GATEHOUSE.Decision', 'allow'],
    ['Gatehouse_Gate', 'x'],
    ['Connection', 'close, Gatehouse-App'],
    ['Connection', 'gatehouse_app'],
  ])('refuses the header %s: %s', (name, value) => {
    expect(said(ask('/books', [name, value]))).toBe('ambiguous_request');
  });

  it.each([
    ['Authorization', 'Bearer a', 'X-Api-Key', 'b'],
    ['Authorization', 'Bearer a', 'authorization', 'Bearer a'],
    ['X-Api-Key', 'a', 'x-api-key', 'a'],
    ['X-Api-Key', 'a', 'X_API_KEY', 'a'],
  ])('refuses two credentials: %s %s %s %s', (...headers) => {
    expect(said(ask('/books', headers))).toBe('ambiguous_request');
  });

  it.each([
    'access_token=x',
    'a=b&api_key=x',
    'api%5Fkey=x',
    'api.key=x',
    'X-Api-Key=x',
    'x_api_key',
    '_method=DELETE',
    '.method=DELETE',
    '%20_method=DELETE',
    '_method%5B%5D=DELETE',
    'a=b;_method=DELETE',
  ])('refuses what the query is not for: ?%s', (query) => {
    expect(said(ask(`/books?${query}`))).toBe('ambiguous_request');
  });

  it.each(['method=x', 'token=x', 'q=access_token', 'key=1', 'a=%zz', 'x=a%2Fb//..'])(
    'reads nothing else in the query: ?%s',
    (query) => {
      expect(said(ask(`/books?${query}`))).toBe('/books');
    },
  );

  it('reads no path as another operation than a plain router does', () => {
    const characters = fc.constantFrom('/', '.', '%', '2', 'F', 'e', 'a', ';', 'books', 'users', 'admin', '?', '\\'); // prettier-ignore
    const paths = fc.array(characters, { maxLength: 14 }).map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(paths, (target) => {
        const { operation } = ask(target);
        if (!operation) return;
        // What is let through means the same after it was decoded and its dots resolved.
        const { pathname } = new URL(target, 'http://host');
        const words = decodeURIComponent(pathname).split('/');
        const template = operation.path.split('/');
        if (operation.allow.includes('%2F')) expect(words.length).toBeGreaterThanOrEqual(3);
        else expect(words.length).toBe(template.length);
        for (const [index, word] of template.entries())
          if (!word.startsWith('{')) expect(words[index]).toBe(word);
      }),
      { numRuns: 20_000 },
    );
  });
});
