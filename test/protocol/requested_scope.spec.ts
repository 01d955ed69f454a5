/** @database sqlite */
import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const TOKEN = '/authorization/token';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';
/** Below a scope that the app has, and a sentence of a stranger's. */
const UNKNOWN = 'deliveries.your-session-expired--press-Allow-to-continue';

describe('the scopes of a request', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;
  let ownApp: TestApp;
  let browser: Browser;
  /** Names that exist, of 128 characters each. */
  let long: string[];
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    ownApp = await cast.firstPartyApp();
    browser = new Browser(bed);
    await browser.signIn(owner);
    long = Array.from({ length: 60 }, (_, n) => `deliveries.${String(n).padStart(117, 'x')}`);
    for (const name of long)
      expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body: { name } }));
  });

  const basic = (): [string, string] => [app.appKey, app.appSecret];
  const token = (form: Record<string, string>) => bed.wire.post(TOKEN, { basic: basic(), form });
  const own = (scope: string) => token({ grant_type: 'client_credentials', scope });
  const code = async () => {
    const { verifier, challenge } = pkce();
    const answer = await browser.allow(
      authorizeUrl(app, { code_challenge: challenge, prompt: 'consent' }),
    );
    const form = { grant_type: 'authorization_code', code: answer.get('code') ?? '' };
    const redeemed = await token({ ...form, redirect_uri: CALLBACK, code_verifier: verifier });
    return expectStatus(200, redeemed).body as { access_token: string; refresh_token: string };
  };

  /** Every way to ask for a scope; each tells the error that it answers. */
  const doors: [string, (scope: string) => Promise<string | undefined | null>][] = [
    [
      'authorize',
      async (scope) => {
        const { headers } = await browser.send('GET', authorizeUrl(app, { scope }));
        return answerAt(headers.location).get('error');
      },
    ],
    [
      'a pushed request',
      async (scope) => {
        const query = new URLSearchParams(authorizeUrl(app, { scope }).split('?')[1]);
        const form = Object.fromEntries(query);
        return (await bed.wire.post('/authorization/par', { basic: basic(), form })).body.error;
      },
    ],
    [
      'a device',
      async (scope) =>
        (await bed.wire.post('/authorization/device', { basic: basic(), form: { scope } })).body
          .error,
    ],
    ['client_credentials', async (scope) => (await own(scope)).body.error],
    [
      'name and password as credentials',
      async (scope) => {
        const form = { grant_type: 'client_credentials', scope };
        const credentials: [string, string] = [owner.username, owner.password];
        return (await bed.wire.post(TOKEN, { basic: credentials, form })).body.error;
      },
    ],
    [
      'password',
      async (scope) => {
        const { username, password } = owner;
        const form = { grant_type: 'password', client_id: ownApp.appKey, username, password };
        return (await bed.wire.post(TOKEN, { form: { ...form, scope } })).body.error;
      },
    ],
    [
      'refresh',
      async (scope) => {
        const { refresh_token } = await code();
        const { body } = await token({ grant_type: 'refresh_token', refresh_token, scope });
        expectStatus(200, await cast.refresh(app, refresh_token));
        return body.error;
      },
    ],
    [
      'exchange',
      async (scope) => {
        const { access_token: subject_token } = await code();
        const form = { grant_type: EXCHANGE, subject_token, subject_token_type: ACCESS };
        return (await token({ ...form, scope })).body.error;
      },
    ],
  ];

  it.each(doors)('exist, or are invalid_scope: %s', async (_, ask) => {
    for (const scope of [UNKNOWN, `deliveries ${UNKNOWN}`])
      expect(await ask(scope)).toBe('invalid_scope');
    expect(await ask('deliveries')).toBeFalsy();
  });

  it.each(doors)('are a hundred at most: %s', async (_, ask) => {
    const many = Array.from({ length: 101 }, (_, n) => `deliveries.n${n}`);
    expect(await ask(many.join(' '))).toBe('invalid_scope');
  });

  it('exist also in what a person allows', async () => {
    const id = await browser.ask(authorizeUrl(app, { prompt: 'consent' }));
    const refused = await browser.decide(id, 'allow', [UNKNOWN]);
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([400, 'unknown_scope']);
    expectStatus(200, await browser.decide(id, 'allow', ['deliveries.list']));
  });

  it.each([1, 10, 28, 31])('of %d long names give tokens that work', async (count) => {
    const scope = long.slice(0, count).join(' ');
    const { body } = expectStatus(200, await own(scope));
    expectStatus(
      200,
      await bed.wire.get('/authorization/whoami', { token: await cast.token(app) }),
    );
    const seen = await bed.wire.post('/authorization/introspect', {
      basic: basic(),
      form: { token: body.access_token },
    });
    expect(seen.body).toMatchObject({ active: true });
    const next = expectStatus(200, await cast.refresh(app, body.refresh_token)).body;
    expectStatus(200, await cast.refresh(app, next.refresh_token));
  });

  it('that no token can carry are refused, rather than given', async () => {
    for (const count of [33, 60]) {
      const refused = await own(long.slice(0, count).join(' '));
      expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope']);
    }
  });
});
