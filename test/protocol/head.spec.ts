/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { concrete, operations } from '../support/operations.js';
import { testbed } from '../support/testbed.js';

/** Where a request is counted, whatever its method, some time after it, and what is summed up once for all who read it. */
const COUNTED = {
  tables: ['app_activity', 'activity_day', 'created_count', 'change', 'used_once'],
  columns: /^last[A-Z]/,
};

describe('HEAD', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    browser = new Browser(bed);
    await browser.signIn(owner);
  });

  const stored = async () =>
    (await bed.dump())
      .filter(
        ({ table, column }) => !COUNTED.tables.includes(table) && !COUNTED.columns.test(column),
      )
      .map((value) => JSON.stringify(value))
      .sort();
  const leavesNothing = async (work: () => Promise<void>) => {
    const before = await stored();
    await work();
    expect(await stored()).toEqual(before);
  };

  it('is decided as GET on every operation, for nobody and an administrator, and stores nothing', async () => {
    const { token } = await cast.admin();
    const readable = (await operations(cast)).filter(
      ({ method, path }) => method === 'GET' && !/^\/(authorization|oauth2?)\/token$/.test(path),
    );
    expect(readable.length).toBeGreaterThan(30);
    await leavesNothing(async () => {
      for (const { path } of readable)
        for (const message of [{}, { token }]) {
          const head = await bed.wire.send('HEAD', concrete(path), message);
          const get = await bed.wire.send('GET', concrete(path), message);
          expect([path, head.status]).toEqual([path, get.status]);
          for (const name of ['content-type', 'www-authenticate', 'cache-control', 'location'])
            expect([path, name, head.headers[name]]).toEqual([path, name, get.headers[name]]);
          expect([path, head.text]).toEqual([path, '']);
        }
    });
  });

  it('on the authorization endpoint makes no request that waits for a person', async () => {
    await leavesNothing(async () => {
      const url = authorizeUrl(app, { scope: 'deliveries' });
      for (const each of [browser, new Browser(bed)])
        expectStatus(303, await each.send('HEAD', url));
    });
  });

  it('makes no code where consent is remembered', async () => {
    const url = authorizeUrl(app, { scope: 'deliveries' });
    await browser.allow(url);
    await leavesNothing(async () => {
      const { headers } = expectStatus(303, await browser.send('HEAD', url));
      expect(headers.location).toBeUndefined();
    });
    const { headers } = expectStatus(303, await browser.send('GET', url));
    expect(headers.location).toContain('code=');
  });

  it('is answered with the status of the page where the code is posted', async () => {
    const url = authorizeUrl(app, { scope: 'deliveries', response_mode: 'form_post' });
    await browser.allow(authorizeUrl(app, { scope: 'deliveries', prompt: 'consent' }));
    await leavesNothing(async () => {
      const { headers } = expectStatus(200, await browser.send('HEAD', url));
      expect(headers['content-type']).toContain('text/html');
    });
    const { text } = expectStatus(200, await browser.send('GET', url));
    expect(text).toContain('name="code"');
  });

  it('does not spend a pushed request', async () => {
    const form = {
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'deliveries',
      prompt: 'consent',
      code_challenge: pkce().challenge,
      code_challenge_method: 'S256',
    };
    const basic: [string, string] = [app.appKey, app.appSecret];
    const pushed = await bed.wire.post('/authorization/par', { basic, form });
    const query = { client_id: app.appKey, request_uri: pushed.body.request_uri };
    const url = `/authorization/authorize?${new URLSearchParams(query).toString()}`;
    await leavesNothing(async () => {
      for (let times = 0; times < 3; times += 1)
        expectStatus(303, await new Browser(bed).send('HEAD', url));
    });
    await browser.ask(url);
    expectStatus(400, await browser.send('HEAD', url));
  });

  it('tells of a refusal where GET does', async () => {
    const unknown = authorizeUrl({ ...app, appKey: 'nobody' });
    expectStatus(400, await browser.send('HEAD', unknown));
    const silent = authorizeUrl(app, { prompt: 'none', scope: 'tasks' });
    const { headers } = expectStatus(303, await new Browser(bed).send('HEAD', silent));
    expect(headers.location).toContain('error=login_required');
  });

  it('on what the consent page reads takes the request for no session', async () => {
    const url = authorizeUrl(app, { scope: 'deliveries', prompt: 'consent' });
    const id = await browser.ask(url);
    const other = new Browser(bed);
    await other.signIn(await cast.developer());
    expectStatus(200, await other.send('HEAD', `/portal/consent/${id}`));
    expectStatus(200, await browser.see(id));
    expectStatus(404, await other.send('HEAD', `/portal/consent/${id}`));
  });

  it('is no method of a token endpoint, where GET gives tokens', async () => {
    await cast.setting('oauth.token_get', true);
    await leavesNothing(async () => {
      const basic: [string, string] = [app.appKey, app.appSecret];
      const answer = await bed.wire.send('HEAD', '/authorization/token', { basic });
      expect(expectStatus(405, answer).headers.allow).toBe('GET, POST');
    });
  });
});
