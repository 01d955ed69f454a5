/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

const TOKEN = '/authorization/token';
const API = 'https://api.example.org/v1';

describe('resource indicators (RFC 8707)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    for (const url of [API, 'https://bare.example.org']) {
      const body = { name: `API at ${url}`, url, scopes: ['deliveries'] };
      const { token } = owner;
      expectStatus(201, await bed.wire.post('/consumer/app', { token, body }));
    }
    browser = new Browser(bed);
    await browser.signIn(owner);
  });

  const ask = (form: Record<string, string>) =>
    bed.wire.post(TOKEN, { basic: [app.appKey, app.appSecret], form });
  const own = (resource?: string) =>
    ask({ grant_type: 'client_credentials', ...(resource && { resource }) });
  const refresh = (refresh_token: string, resource?: string) =>
    ask({ grant_type: 'refresh_token', refresh_token, ...(resource && { resource }) });
  const audience = (answer: { body: { access_token: string } }) =>
    claimsOf(answer.body.access_token).aud;
  const call = (token: string) => bed.wire.get('/api/deliveries', { token });
  const invalidTarget = { status: 400, body: { error: 'invalid_target' } };

  const walk = async (wishes: Record<string, string | undefined>, more = {}) => {
    const { verifier, challenge } = pkce();
    const asked = { code_challenge: challenge, prompt: 'consent', ...wishes };
    const answer = await browser.allow(authorizeUrl(app, asked));
    return ask({
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      ...more,
    });
  };

  it('without one the audience is Gatehouse itself, and with our own address too', async () => {
    for (const resource of [undefined, bed.url, `${bed.url}/`]) {
      const answer = expectStatus(200, await own(resource));
      expect(audience(answer)).toBe(bed.url);
      expectStatus(200, await call(answer.body.access_token));
    }
  });

  it('a token for another API is refused by our guard as invalid_token', async () => {
    const answer = expectStatus(200, await own(API));
    expect(audience(answer)).toBe(API);
    const refused = expectStatus(401, await call(answer.body.access_token));
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('a bare origin may be written with its slash', async () => {
    expect(audience(expectStatus(200, await own('https://bare.example.org/')))).toBe(
      'https://bare.example.org',
    );
  });

  it.each([
    'https://unknown.example.org',
    `${API}/more`,
    `${API}/`,
    `${API}#x`,
    'https:api.example.org/v1',
    'https:/api.example.org/v1',
    'https:\\\\api.example.org\\v1',
    `${API}?`,
    `${API}/%2e`,
    'api',
    '/v1',
    '//api.example.org/v1',
  ])('%s is invalid_target', async (resource) => {
    expect(await own(resource)).toMatchObject(invalidTarget);
  });

  describe.each([
    ['https://slash.example.org/', 'https://slash.example.org'],
    ['https://plain.example.org', 'https://plain.example.org/'],
    ['https://port.example.org:443/v1', 'https://port.example.org/v1'],
    ['https://case.example.org/v1', 'HTTPS://Case.Example.ORG/v1'],
    ['https://Typed.example.org/v1', 'https://typed.example.org:443/v1'],
    ['https://hex.example.org/a%2fb~c', 'https://hex.example.org/a%2Fb%7Ec'],
    ['https://dots.example.org/v1/api', 'https://dots.example.org/v1/x/../api'],
  ])('%s and %s are one', (url, other) => {
    beforeAll(async () => {
      const body = { name: `API at ${url}`, url, scopes: ['deliveries'] };
      expectStatus(201, await bed.wire.post('/consumer/app', { token: owner.token, body }));
    });

    it('at every endpoint, and the token names the API as it names itself', async () => {
      for (const resource of [url, other]) {
        const first = expectStatus(200, await own(resource));
        expect(audience(first)).toBe(url);
        for (const again of [url, other]) {
          const asked = await own(resource);
          expect(audience(expectStatus(200, await refresh(asked.body.refresh_token, again)))).toBe(
            url,
          );
        }
        expect(audience(expectStatus(200, await walk({ resource }, { resource: other })))).toBe(
          url,
        );
        expect(audience(expectStatus(200, await walk({ resource }, { resource: url })))).toBe(url);
        const basic: [string, string] = [app.appKey, app.appSecret];
        const asked = new URLSearchParams(authorizeUrl(app, { resource }).split('?')[1]);
        const pushed = { basic, form: Object.fromEntries(asked) };
        expectStatus(201, await bed.wire.post('/authorization/par', pushed));
        const device = { basic, form: { scope: 'deliveries', resource } };
        expectStatus(200, await bed.wire.post('/authorization/device', device));
      }
    });
  });

  describe('sent more than once', () => {
    const twice = (resources: string[], more: Record<string, string> = {}) => {
      const raw = new URLSearchParams({ grant_type: 'client_credentials', ...more });
      for (const each of resources) raw.append('resource', each);
      return raw.toString();
    };
    const send = (raw: string, path = TOKEN) =>
      bed.wire.post(path, {
        basic: [app.appKey, app.appSecret],
        raw,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const bare = 'https://bare.example.org';

    it('is one when all mean the same (§2)', async () => {
      for (const same of [
        [API, API],
        [API, API.replace('https', 'HTTPS'), API],
      ])
        expect(audience(expectStatus(200, await send(twice(same))))).toBe(API);
      expect(audience(expectStatus(200, await send(twice([bare, `${bare}/`]))))).toBe(bare);
      const url = `${authorizeUrl(app, { resource: bare })}&resource=${bare}/`;
      await browser.ask(`${url}&prompt=consent`);
      const body = { grant_type: 'client_credentials', resource: [API, API] };
      const credentials = { client_id: app.appKey, client_secret: app.appSecret };
      const json = await bed.wire.post(TOKEN, { body: { ...body, ...credentials } });
      expect(audience(expectStatus(200, json))).toBe(API);
    });

    it('is invalid_target when they differ, at authorize by redirect', async () => {
      expect(await send(twice([API, bare]))).toMatchObject(invalidTarget);
      expect(await send(twice([API, bare, API]))).toMatchObject(invalidTarget);
      expect(await send(twice([API, bed.url]))).toMatchObject(invalidTarget);
      const device = await send(twice([API, bare]), '/authorization/device');
      expect(device).toMatchObject(invalidTarget);
      const url = `${authorizeUrl(app, { resource: API })}&resource=${bare}`;
      const { headers } = expectStatus(303, await browser.send('GET', url));
      expect(answerAt(headers.location).get('error')).toBe('invalid_target');
      const pushed = url.split('?')[1] ?? '';
      expect(await send(pushed, '/authorization/par')).toMatchObject(invalidTarget);
    });

    it('is not what a space in a single one means', async () => {
      for (const resource of [`${API} ${API}`, `${API} ${bare}`, ` ${API}`, `${API}\n`])
        expect(await own(resource)).toMatchObject(invalidTarget);
    });
  });

  it('is one: another parameter that comes twice is invalid_request', async () => {
    const raw = new URLSearchParams({ grant_type: 'client_credentials', scope: 'deliveries' });
    raw.append('scope', 'deliveries');
    const answer = await bed.wire.post(TOKEN, {
      basic: [app.appKey, app.appSecret],
      raw: raw.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
  });

  it('stays the same through refreshes, which cannot change it', async () => {
    const first = expectStatus(200, await own(API)).body.refresh_token;
    expect(await refresh(first, bed.url)).toMatchObject(invalidTarget);
    expect(await refresh(first, 'https://unknown.example.org')).toMatchObject(invalidTarget);
    const second = expectStatus(200, await refresh(first, API));
    expect(audience(second)).toBe(API);
    expect(audience(expectStatus(200, await refresh(second.body.refresh_token)))).toBe(API);

    const ours = expectStatus(200, await own()).body.refresh_token;
    expect(await refresh(ours, API)).toMatchObject(invalidTarget);
    expect(audience(expectStatus(200, await refresh(ours, bed.url)))).toBe(bed.url);
  });

  describe('in the code flow', () => {
    it('the token is for what the person saw, named again or not', async () => {
      expect(audience(expectStatus(200, await walk({ resource: API })))).toBe(API);
      const again = await walk({ resource: API }, { resource: API });
      expect(audience(expectStatus(200, again))).toBe(API);
      const ours = await walk({ resource: bed.url }, { resource: bed.url });
      expectStatus(200, await call(expectStatus(200, ours).body.access_token));
    });

    it('the token request cannot name another one', async () => {
      expect(await walk({ resource: API }, { resource: bed.url })).toMatchObject(invalidTarget);
      expect(await walk({}, { resource: API })).toMatchObject(invalidTarget);
    });

    it('the page names the API that the token is for', async () => {
      const see = async (resource?: string) =>
        (await browser.see(await browser.ask(authorizeUrl(app, { resource, prompt: 'consent' }))))
          .body;
      expect(await see(API)).toMatchObject({ resource: API, resourceName: `API at ${API}` });
      expect(await see()).toMatchObject({ resource: null, resourceName: null });
      expect(await see(bed.url)).toMatchObject({ resource: null, resourceName: null });
    });

    it('an unknown one is told to the client', async () => {
      const url = authorizeUrl(app, { resource: 'https://unknown.example.org' });
      const { headers } = expectStatus(303, await browser.send('GET', url));
      expect(headers.location).toContain('error=invalid_target');
    });

    it('consent for one audience is not consent for another', async () => {
      const person = await cast.developer();
      const theirs = new Browser(bed);
      await theirs.signIn(person);
      await theirs.allow(authorizeUrl(app));
      await theirs.ask(authorizeUrl(app, { resource: API }));
    });
  });
});
