/** @database sqlite */
import { buildPathTree, matchPath, segmentsOf } from '../../src/apis/path-tree.js';
import { sizeOf } from '../../src/common/size-of.js';

const tree = (...lines: string[]) => {
  const operations = lines.map((line) => {
    const [method = '', path = '', ...allow] = line.split(' ');
    return { method, path, allow };
  });
  return buildPathTree(operations);
};

const found = (paths: ReturnType<typeof tree>, path: string) =>
  [...(matchPath(paths.tree, segmentsOf(path))?.node.methods.values() ?? [])].map(
    (each) => each.path,
  )[0];

describe('the paths of an imported API', () => {
  const books = tree(
    'GET /',
    'GET /books',
    'POST /books',
    'GET /books/{isbn}',
    'DELETE /books/{id}',
    'GET /books/new',
    'GET /books/{isbn}/pages/{page}',
    'GET /shelves/',
  );

  it('lead to the template that fits, a word before a parameter', () => {
    expect(books.faults).toEqual([]);
    expect(found(books, '/')).toBe('/');
    expect(found(books, '/books')).toBe('/books');
    expect(found(books, '/books/new')).toBe('/books/new');
    expect(found(books, '/books/42')).toBe('/books/{isbn}');
    expect(found(books, '/books/42/pages/7')).toBe('/books/{isbn}/pages/{page}');
    expect(found(books, '/shelves/')).toBe('/shelves/');
  });

  it('count by what they hold where a cache has a bound in bytes', () => {
    const many = tree(...Array.from({ length: 500 }, (_, n) => `GET /books/${n}/pages`));
    expect(sizeOf(many.tree)).toBeGreaterThan(500 * 2 * 'GET /books/n/pages'.length);
  });

  it('lead nowhere with a slash too many or too few, another case, or an empty parameter', () => {
    for (const path of ['/books/', '/Books', '/shelves', '/books/42/', '/books/42/pages/', '/x'])
      expect(found(books, path)).toBeUndefined();
  });

  it('tell which segments stood for parameters, and beside which words', () => {
    const match = matchPath(books.tree, segmentsOf('/books/new/pages/7'));
    expect(match?.parameters.map(({ segment }) => segment)).toEqual(['new', '7']);
    expect(match?.parameters[0]?.at.literals.has('new')).toBe(true);
  });

  it.each([
    ['GET /a/{x}', 'GET /a/{y}'],
    ['GET /a/{x}/c', 'GET /a/b/{y}'],
    ['GET /{x}/b', 'POST /a/{y}'],
    ['GET /a/{x}/c/{z}', 'GET /a/b/{y}/d'],
    ['GET a'],
    ['GET /a//b'],
    ['GET /a/../b'],
    ['GET /a/{x}.json'],
    ['GET /caf%C3%A9'],
    ['GET /a b'],
    ['GET /files/{path} %3B'],
    ['GET /files/{path} %2F', 'GET /files/{path}/meta'],
    ['GET /files/{path} %2F', 'GET /files/list/all'],
  ])('are at fault when two programs could read them differently: %s %s', (...lines) => {
    expect(tree(...lines.filter(Boolean)).faults.length).toBeGreaterThan(0);
  });

  it.each([
    ['GET /a/{x}', 'POST /a/{y}'],
    ['GET /a/{x}/c', 'GET /a/b/d'],
    ['GET /users/{id}', 'GET /users/me', 'GET /users/{id}/posts'],
    ['GET /files/{path} %2F', 'GET /files/list', 'GET /other/{x}/y'],
    ['GET /files/{path}/meta %2F'],
  ])('are as they should be: %s %s %s', (...lines) => {
    expect(tree(...lines.filter(Boolean)).faults).toEqual([]);
  });

  it.each([
    ['GET /reports/{id}.json', 'Write one whole parameter in its place: {id}.'],
    ['POST /operations/{name}:cancel', 'Write one whole parameter in its place: {name}.'],
    ['GET /repos/compare/{base}...{head}', 'Write one whole parameter in its place: {base}.'],
    ['POST /#Action=RunInstances', 'Write it once without: /.'],
    ['GET /rest?method=getList', 'Write it once without: /rest.'],
  ])('are told what to write: %s', (line, advice) => {
    const [fault, ...more] = tree(line).faults;
    expect([fault?.where, fault?.message.slice(-advice.length), more]).toEqual([line, advice, []]);
  });

  it('are all looked at: a fault in one hides none between others', () => {
    const lines = ['GET /{id}.json', 'GET /images/by-id/{id}', 'GET /images/{digest}/vuln'];
    const places = tree(...lines).faults.map(({ where }) => where);
    expect(places).toEqual(['GET /{id}.json', 'GET /images/by-id/{id}']);
  });

  it('are compared with a bound: 10,000 that could be alike are a fault', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => [
      `GET /w${index}/{x}`,
      `GET /{y}/v${index}`,
    ]).flat();
    expect(tree(...lines).faults.length).toBeGreaterThan(0);
  });
});
