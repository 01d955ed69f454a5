/** @database sqlite */
import { authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Answer } from '../support/wire.js';

const MODE = { response_mode: 'form_post', scope: 'openid' };

describe('OAuth 2.0 Form Post Response Mode', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  let app: TestApp;
  let browser: Browser;
  beforeEach(async () => {
    person = await cast.developer();
    app = await cast.app({ owner: person, redirectUris: [CALLBACK] });
    browser = new Browser(bed);
    await browser.signIn(person);
  });

  /** What the page posts, and where to, as a browser reads it. */
  const formIn = ({ text }: Answer) => {
    const plain = (value = '') =>
      value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const [, method, action] = /<form method="(\w+)" action="([^"]*)">/.exec(text) ?? [];
    const inputs = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
    const members = [...inputs].map(([, name, value]) => [plain(name), plain(value)]);
    return { method, action: plain(action), members: Object.fromEntries(members) };
  };
  const get = (address: string, of = browser) => of.send('GET', address.replace(bed.url, ''));
  const decide = async (url: string, decision: 'allow' | 'deny' = 'allow') => {
    const id = await browser.ask(url);
    const { body } = expectStatus(200, await browser.decide(id, decision, ['openid']));
    return body.redirectTo as string;
  };
  const redeem = (code: string, verifier: string) =>
    bed.wire.post('/authorization/token', {
      basic: [app.appKey, app.appSecret],
      form: {
        grant_type: 'authorization_code',
        code,
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      },
    });

  it('leads from the consent to a page that posts code, state and iss to the app', async () => {
    const { verifier, challenge } = pkce();
    const address = await decide(authorizeUrl(app, { ...MODE, code_challenge: challenge }));
    expect(address.startsWith(`${bed.url}/`)).toBe(true);
    const page = expectStatus(200, await get(address, new Browser(bed)));
    const { method, action, members } = formIn(page);
    expect([method, action]).toEqual(['post', CALLBACK]);
    expect(members).toEqual({
      code: expect.stringMatching(/^gate_cod_/),
      state: 'some state',
      iss: bed.url,
    });
    expect(address).not.toContain(members.code);
    expectStatus(200, await redeem(members.code, verifier));
  });

  it('runs its one script by a nonce, is kept nowhere, and has a button without scripts', async () => {
    const address = await decide(authorizeUrl(app, MODE));
    const pages = [expectStatus(200, await get(address)), expectStatus(200, await get(address))];
    const nonces = pages.map(({ headers, text }) => {
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(headers['cache-control']).toBe('no-store');
      const policy = String(headers['content-security-policy']);
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).toMatch(/form-action https:\/\/app\.example\.org /);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toContain('unsafe');
      expect([...text.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
        `<script nonce="${nonce}">`,
      ]);
      expect(text).toContain('<button type="submit">');
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('answers at once where nobody is asked: a code after consent, and errors', async () => {
    const { verifier, challenge } = pkce();
    await decide(authorizeUrl(app, MODE));
    const silent = { ...MODE, prompt: 'none', code_challenge: challenge };
    const { members } = formIn(expectStatus(200, await get(authorizeUrl(app, silent))));
    expectStatus(200, await redeem(members.code, verifier));
    const stranger = expectStatus(200, await get(authorizeUrl(app, silent), new Browser(bed)));
    expect(formIn(stranger)).toMatchObject({
      action: CALLBACK,
      members: { error: 'login_required', state: 'some state', iss: bed.url },
    });
  });

  it('tells of a refusal the same way', async () => {
    const address = await decide(authorizeUrl(app, MODE), 'deny');
    expect(formIn(expectStatus(200, await get(address))).members).toEqual({
      error: 'access_denied',
      error_description: expect.any(String),
      state: 'some state',
      iss: bed.url,
    });
  });

  it('works for a pushed request, and for a program that registered itself', async () => {
    await cast.setting('oauth.dynamic_registration', 'token');
    const { body: access } = await cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const metadata = { redirect_uris: [CALLBACK], scope: 'openid', response_modes: ['form_post'] };
    const message = { token: access.token, body: metadata };
    const made = expectStatus(201, await bed.wire.post('/authorization/register', message)).body;
    const asked = new URL(authorizeUrl({ appKey: made.client_id }, MODE), bed.url).searchParams;
    const basic: [string, string] = [made.client_id, made.client_secret];
    const form = Object.fromEntries(asked);
    const pushed = await bed.wire.post('/authorization/par', { basic, form });
    const query = new URLSearchParams({
      client_id: made.client_id,
      request_uri: expectStatus(201, pushed).body.request_uri,
    });
    const address = await decide(`/authorization/authorize?${query.toString()}`);
    const { action, members } = formIn(expectStatus(200, await get(address)));
    expect([action, members.code]).toEqual([CALLBACK, expect.stringMatching(/^gate_cod_/)]);
  });

  it('shows what an app sends as text, and keeps 2 KB of state', async () => {
    const state = `"><script>alert(1)</script>&amp;'${'x'.repeat(2_000)}`;
    const page = expectStatus(200, await get(await decide(authorizeUrl(app, { ...MODE, state }))));
    expect(page.text).not.toContain('<script>alert');
    expect(formIn(page).members.state).toBe(state);
  });

  it('does not post by itself what somebody kept, and knows no other address', async () => {
    const address = await decide(authorizeUrl(app, MODE));
    bed.clock.advance(61_000);
    const late = expectStatus(200, await get(address));
    expect([late.text.includes('<script'), late.text.includes('<button')]).toEqual([false, true]);
    const [path = '', sealed = ''] = address.split('answer=');
    for (const wrong of ['', 'x', `${sealed}AAAA`, sealed.slice(0, -4), `A${sealed.slice(1)}`]) {
      const { status, text } = await get(`${path}answer=${wrong}`);
      expect([status, text.includes('<form')]).toEqual([400, false]);
    }
    bed.clock.advance(86_400_000);
    expectStatus(400, await get(address));
  });

  it('is not for private schemes, whose programs get no form; they hear it in the query', async () => {
    const native = await cast.app({
      owner: person,
      type: 'public',
      redirectUris: ['com.example.app:/callback'],
    });
    const url = authorizeUrl(native, {
      ...MODE,
      redirect_uri: 'com.example.app:/callback',
      prompt: 'none',
    });
    const { headers } = expectStatus(303, await get(url));
    expect(headers.location).toMatch(/^com\.example\.app:\/callback\?error=invalid_request&/);
  });
});
