/** @database sqlite */
import { answerAt, authorizeUrl, Browser, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const CURSOR = 'cursor://anysphere.cursor-mcp/oauth/callback';
const NEVER = [
  'javascript',
  'data',
  'file',
  'vbscript',
  'blob',
  'about',
  'http',
  'https',
  'ws',
  'wss',
  'ftp',
  'view-source',
  'intent',
  'filesystem',
  'mailto',
  'tel',
  'chrome-extension',
  'ms-settings',
  'urn',
];

describe('private schemes without a dot', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;

  const allow = (...schemes: string[]) => cast.setting('oauth.redirect_schemes', schemes);
  const refusedSetting = (value: unknown) =>
    cast.asAdmin('PUT', '/backend/config/oauth.redirect_schemes', { body: { value } });
  const make = (fields: object) =>
    bed.wire.post('/consumer/app', {
      token: person.token,
      body: { name: unique('App'), scopes: ['deliveries'], type: 'public', ...fields },
    });
  const faultOf = async (fields: object) => {
    const { body } = expectStatus(400, await make(fields));
    expect(body.errors).toHaveLength(1);
    return [body.errors[0].field, body.errors[0].code];
  };

  beforeAll(async () => {
    await cast.setting('app.max_per_user', 100);
    person = await cast.developer();
  });
  beforeEach(() => allow());

  it('are nobody’s until an administrator names them', async () => {
    const { body } = await cast.asAdmin('GET', '/backend/config/oauth.redirect_schemes');
    expect(body).toMatchObject({ type: 'list', value: [], default: [] });
    expect(await faultOf({ redirectUris: [CURSOR] })).toEqual([
      'redirectUris',
      'scheme_not_allowed',
    ]);
    await allow('cursor', 'vscode');
    const made = expectStatus(201, await make({ redirectUris: [CURSOR] })).body;
    expect(made.redirectUris).toEqual([CURSOR]);
    expect(await faultOf({ redirectUris: ['windsurf://x/callback'] })).toEqual([
      'redirectUris',
      'scheme_not_allowed',
    ]);
  });

  it('are asked for at the addresses after signing out, too', async () => {
    const wish = { redirectUris: [], postLogoutRedirectUris: [CURSOR] };
    expect(await faultOf(wish)).toEqual(['postLogoutRedirectUris', 'scheme_not_allowed']);
    await allow('cursor');
    expectStatus(201, await make(wish));
    const confidential = { ...wish, type: 'confidential' };
    expect(await faultOf(confidential)).toEqual(['postLogoutRedirectUris', 'public_apps_only']);
  });

  it('are named together with the other faults of a form', async () => {
    const { body } = expectStatus(400, await make({ name: '', redirectUris: [CURSOR] }));
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'name',
      'redirectUris',
    ]);
  });

  it('are for public apps alone, whoever makes or changes them', async () => {
    await allow('cursor');
    const confidential = { type: 'confidential', redirectUris: [CURSOR] };
    expect(await faultOf(confidential)).toEqual(['redirectUris', 'public_apps_only']);
    const body = { name: unique('App'), scopes: [], ...confidential };
    expectStatus(400, await cast.asAdmin('POST', '/backend/app', { body }));
    const app = await cast.app({ owner: person });
    const change = { body: { redirectUris: [CURSOR] } };
    const asOwner = { token: person.token, ...change };
    expectStatus(400, await bed.wire.put(`/consumer/app/${app.id}`, asOwner));
    expectStatus(400, await cast.asAdmin('PUT', `/backend/app/${app.id}`, change));
  });

  it.each(NEVER)('%s is never one, whatever the setting says', async (scheme) => {
    const { body } = expectStatus(400, await refusedSetting(['cursor', scheme]));
    expect(body.errors[0]).toMatchObject({ field: 'value', code: 'wrong_value' });
    const redirectUris = [`${scheme}:x`];
    expect((await faultOf({ redirectUris }))[0]).toBe('redirectUris');
  });

  it.each<[string, unknown]>([
    ['a scheme with its colon', ['cursor:']],
    ['an address', ['cursor://']],
    ['upper case', ['Cursor']],
    ['a blank name', ['']],
    ['all of them', ['*']],
    ['a name with a space', ['cur sor']],
    ['a scheme with a dot, which needs no setting', ['com.example.app']],
    ['a number', [1]],
    ['a text in place of a list', 'cursor'],
    ['nothing', null],
    ['a long name', ['x'.repeat(33)]],
    ['too many', Array.from({ length: 21 }, (_, n) => `scheme${n}`)],
  ])('the setting refuses %s', async (_, value) => {
    expectStatus(400, await refusedSetting(value));
  });

  it('work to the end by exact match, and end with the setting', async () => {
    await allow('cursor');
    const made = expectStatus(201, await make({ redirectUris: [CURSOR] })).body;
    const app = { appKey: made.appKey };
    const browser = new Browser(bed);
    await browser.signIn(person);
    const { verifier, challenge } = pkce();
    const wishes = { redirect_uri: CURSOR, code_challenge: challenge };
    const id = await browser.ask(authorizeUrl(app, wishes));
    expect(expectStatus(200, await browser.see(id)).body).toMatchObject({
      redirectHost: 'cursor',
      redirectUri: CURSOR,
    });
    const { redirectTo } = (await browser.decide(id, 'allow', ['deliveries'])).body;
    expect(redirectTo).toContain(`${CURSOR}?`);
    const form = {
      grant_type: 'authorization_code',
      client_id: made.appKey,
      code: new URL(redirectTo).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: CURSOR,
    };
    expectStatus(200, await bed.wire.post('/authorization/token', { form }));

    for (const redirect_uri of [`${CURSOR}/`, 'cursor://other/', 'cursor:', `${CURSOR}?x=1`])
      expectStatus(400, await bed.wire.get(authorizeUrl(app, { redirect_uri })));
    const unproven = { ...wishes, code_challenge: undefined, prompt: 'none' };
    const { headers } = expectStatus(303, await browser.send('GET', authorizeUrl(app, unproven)));
    expect(answerAt(headers.location).get('error')).toBe('invalid_request');

    const waiting = await browser.ask(authorizeUrl(app, wishes));
    await allow();
    expectStatus(400, await bed.wire.get(authorizeUrl(app, wishes)));
    expectStatus(404, await browser.see(waiting));
    expectStatus(404, await browser.decide(waiting, 'allow', ['deliveries']));
  });

  it('are registered by programs, as public clients; a name that is not allowed is refused', async () => {
    await cast.setting('oauth.dynamic_registration', 'token');
    const { token } = (
      await cast.asAdmin('POST', '/backend/initial_access', { body: { uses: 100 } })
    ).body;
    const redirect_uris = [
      CURSOR,
      'https://www.cursor.com/agents/mcp/oauth/callback',
      'http://localhost:8787/callback',
    ];
    const register = (body: object) => bed.wire.post('/authorization/register', { token, body });
    const refused = expectStatus(400, await register({ redirect_uris }));
    expect(refused.body).toMatchObject({
      error: 'invalid_redirect_uri',
      error_description: expect.stringContaining('cursor'),
    });
    await allow('cursor');
    const answer = expectStatus(201, await register({ redirect_uris })).body;
    expect(answer).toMatchObject({ redirect_uris, token_endpoint_auth_method: 'none' });
    expect(answer).not.toHaveProperty('client_secret');
    for (const scheme of NEVER.filter((name) => name !== 'https')) {
      const wrong = { redirect_uris: [CURSOR, `${scheme}:x`] };
      expect(expectStatus(400, await register(wrong)).body.error).toBe('invalid_redirect_uri');
    }
  });
});
