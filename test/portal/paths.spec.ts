/** @database sqlite */
import { pages } from '../../src/portal/pages.js';
import { expectStatus } from '../support/cast.js';
import { portal } from './visitor.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the addresses of the portal', () => {
  const gatehouse = portal();
  const get = (path: string, accept?: string, method = 'GET') =>
    gatehouse.server.wire.send(method, path, { headers: accept === undefined ? {} : { accept } });

  it('are those of its pages, with any id, whatever is accepted', async () => {
    for (const path of Object.values(pages).map((each) => each.replace(/:\w+/g, 'some_id')))
      for (const accept of [BROWSER, 'application/json', undefined]) {
        const { status, headers, text } = await get(path, accept);
        expect([path, status]).toEqual([path, 200]);
        expect(headers['content-type']).toContain('text/html');
        expect(text).toContain('src="/assets/');
      }
  });

  it.each(['/health', '/apps/', '/Apps', '//apps', '/apps/some_id/x', '/%61pps', '/favicon.ico'])(
    'are no others: %s is 404, with the page for who asks for HTML and a problem for who does not',
    async (path) => {
      for (const accept of [BROWSER, 'text/html;q=0.2', 'text/*', 'image/png, TEXT/HTML;level=1']) {
        const answer = await get(path, accept);
        expect([accept, answer.status]).toEqual([accept, 404]);
        expect(answer.headers['content-type']).toContain('text/html');
        expect(answer.text).toContain('<div id="root">');
        const head = await get(path, accept, 'HEAD');
        expect([head.status, head.headers['content-type']]).toEqual([
          404,
          answer.headers['content-type'],
        ]);
      }
      for (const accept of [
        undefined,
        '',
        '*/*',
        'application/json',
        'text/html;q=0',
        'text/html;q=0, text/*',
        'application/json, text/plain, */*',
        'application/json, text/html;q=0.5',
        'image/avif,image/webp,*/*',
      ]) {
        const { status, headers, body } = await get(path, accept);
        expect([accept, status, body.code]).toEqual([accept, 404, 'not_found']);
        expect(headers['content-type']).toContain('application/problem+json');
        expect(headers.vary).toContain('Accept');
      }
      expect((await get(path, BROWSER, 'POST')).body.code).toBe('not_found');
    },
  );

  it('take GET and HEAD, and say so', async () => {
    const answer = await get('/apps/some_id', BROWSER, 'POST');
    expect(expectStatus(405, answer).headers.allow).toBe('GET, HEAD');
    expectStatus(404, await get('/assets/nothing.js', '*/*'));
    expectStatus(404, await get('/assets/nothing.js', '*/*', 'POST'));
  });

  it('show "not found" to a person at every other one', async () => {
    const visitor = await gatehouse.visit();
    for (const path of ['/nothing/here', '/reference/', '/Reference', '/sign-in/', '/API/docs']) {
      await visitor.open(path);
      await visitor.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    }
    await visitor.page.getByRole('link', { name: 'To the start page' }).click();
    await visitor.page.waitForURL(`${gatehouse.url}/`);
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
