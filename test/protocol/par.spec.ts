import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { testbed } from '../support/testbed.js';

const PAR = '/authorization/par';

describe('pushed authorization requests (RFC 9126)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let native: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    native = await cast.app({ owner, type: 'public', redirectUris: [CALLBACK] });
    browser = new Browser(bed);
    await browser.signIn(owner);
  });

  const asks = (wishes: Record<string, string> = {}) => ({
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'deliveries',
    state: 'pushed',
    prompt: 'consent',
    code_challenge: pkce().challenge,
    code_challenge_method: 'S256',
    ...wishes,
  });
  const push = (form: Record<string, string> = asks(), of = app) =>
    bed.wire.post(PAR, { basic: [of.appKey, of.appSecret], form });
  const pushed = async () => expectStatus(201, await push()).body.request_uri as string;
  const use = (request_uri: string, more: Record<string, string> = {}) =>
    `/authorization/authorize?${new URLSearchParams({ client_id: app.appKey, request_uri, ...more }).toString()}`;

  it('answers a request_uri that leads through consent to a code', async () => {
    const { verifier, challenge } = pkce();
    const answer = expectStatus(201, await push(asks({ code_challenge: challenge })));
    expect(answer.body).toEqual({
      request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:\w+$/),
      expires_in: 60,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const got = await browser.allow(use(answer.body.request_uri));
    expect([got.get('state'), got.get('iss')]).toEqual(['pushed', bed.url]);
    const form = {
      grant_type: 'authorization_code',
      code: got.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    };
    const basic: [string, string] = [app.appKey, app.appSecret];
    expectStatus(200, await bed.wire.post('/authorization/token', { basic, form }));
  });

  it('takes credentials in the body, JSON, and public apps by their name', async () => {
    const { appKey: client_id, appSecret: client_secret } = app;
    expectStatus(201, await bed.wire.post(PAR, { form: { ...asks(), client_id, client_secret } }));
    expectStatus(201, await bed.wire.post(PAR, { body: { ...asks(), client_id, client_secret } }));
    const form = { ...asks(), client_id: native.appKey };
    expectStatus(201, await bed.wire.post(PAR, { form }));
  });

  it('takes nothing from beside the request_uri', async () => {
    const evil = { redirect_uri: 'https://evil.example', state: 'other', scope: 'tasks' };
    const id = await browser.ask(use(await pushed(), evil));
    const { body } = await browser.see(id);
    expect(body.redirectUri).toBe(CALLBACK);
    expect(body.scopes.map(({ name }: { name: string }) => name)).toEqual(['deliveries']);
  });

  it.each([
    ['no credentials', () => bed.wire.post(PAR, { form: asks() }), 401, 'invalid_client'],
    [
      'a wrong secret',
      () => bed.wire.post(PAR, { basic: [app.appKey, 'wrong'], form: asks() }),
      401,
      'invalid_client',
    ],
    [
      'a confidential app without its secret',
      () => bed.wire.post(PAR, { form: { ...asks(), client_id: app.appKey } }),
      401,
      'invalid_client',
    ],
    ['another client_id', () => push(asks({ client_id: native.appKey })), 400, 'invalid_request'],
    ['a request_uri', () => push(asks({ request_uri: 'urn:x:y' })), 400, 'invalid_request'],
    [
      'an unknown redirect_uri',
      () => push(asks({ redirect_uri: 'https://evil.example' })),
      400,
      'invalid_request',
    ],
    ['no PKCE', () => push(asks({ code_challenge: '' })), 400, 'invalid_request'],
    ['plain', () => push(asks({ code_challenge_method: 'plain' })), 400, 'invalid_request'],
    ['a scope beyond the app’s', () => push(asks({ scope: 'backend' })), 400, 'invalid_scope'],
    [
      'a token flow',
      () => push(asks({ response_type: 'token' })),
      400,
      'unsupported_response_type',
    ],
    ['an unknown resource', () => push(asks({ resource: 'https://x.y' })), 400, 'invalid_target'],
    [
      'parameters in the URL',
      () => bed.wire.post(`${PAR}?x=1`, { basic: [app.appKey, app.appSecret], form: asks() }),
      400,
      'invalid_request',
    ],
  ])('refuses %s on the spot, as JSON', async (_, send, status, error) => {
    const answer = await send();
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.headers.location).toBeUndefined();
  });

  it('GET is 405 with Allow: POST', async () => {
    const answer = expectStatus(405, await bed.wire.get(PAR));
    expect(answer.headers.allow).toContain('POST');
  });

  it('is used once, also 50 times at once', async () => {
    const uri = await pushed();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => browser.send('GET', use(uri))),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 303);
    for (const answer of others)
      expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });

  it('is for its own client, for 60 seconds, and never redirected when it is over', async () => {
    const uri = await pushed();
    const foreign = use(uri, { client_id: native.appKey });
    expectStatus(400, await browser.send('GET', foreign));
    await browser.ask(use(uri));
    const late = await pushed();
    bed.clock.advance(61_000);
    const answer = await browser.send('GET', use(late));
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expectStatus(400, await browser.send('GET', use('urn:ietf:params:oauth:request_uri:made_up')));
  });

  it('a foreign request_uri is not fetched', async () => {
    const url = authorizeUrl(app, { request_uri: `${bed.url}/system/about` });
    const { headers } = expectStatus(303, await browser.send('GET', url));
    expect(headers.location).toContain('error=request_uri_not_supported');
  });
});
