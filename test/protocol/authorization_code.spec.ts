/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { testbed } from '../support/testbed.js';
import { claimsOf, type Wire } from '../support/wire.js';

const TOKEN = '/authorization/token';
const LOOPBACK = 'http://127.0.0.1/cb';

describe('authorization code with PKCE (RFC 6749 §4.1, RFC 7636, RFC 9207)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let person: Person;
  let app: TestApp;
  let native: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    person = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
    native = await cast.app({
      owner,
      type: 'public',
      redirectUris: [LOOPBACK, 'com.example.app:/cb'],
    });
    browser = new Browser(bed);
    await browser.signIn(person);
  });

  /** A code, and all that it takes to redeem it. */
  const code = async (wishes: Record<string, string | undefined> = {}, of = app) => {
    const { verifier, challenge } = pkce();
    const url = authorizeUrl(of, { code_challenge: challenge, prompt: 'consent', ...wishes });
    const answer = await browser.allow(url);
    return {
      grant_type: 'authorization_code',
      code: answer.get('code') ?? '',
      redirect_uri: wishes.redirect_uri ?? CALLBACK,
      code_verifier: verifier,
    };
  };
  const redeem = (form: Record<string, string>, of = app, wire: Wire = bed.wire) =>
    of.appSecret
      ? wire.post(TOKEN, { basic: [of.appKey, of.appSecret], form })
      : wire.post(TOKEN, { form: { client_id: of.appKey, ...form } });
  const refused = { status: 400, body: { error: 'invalid_grant' } };
  const whoami = (token: string) => bed.wire.get('/api/deliveries', { token });

  describe('the way that works', () => {
    it('gives tokens that act for the person, and no more than they granted', async () => {
      const { body } = expectStatus(200, await redeem(await code()));
      expect(claimsOf(body.access_token)).toMatchObject({
        sub: person.id,
        client_id: app.appKey,
        scope: 'deliveries',
        aud: bed.url,
      });
      expect(body).toMatchObject({ scope: 'deliveries', token_type: 'bearer', expires_in: 3600 });
      expect(body.id_token).toBeUndefined();
      const token = body.access_token;
      expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
      expectStatus(403, await bed.wire.get('/api/tasks', { token }));
      expectStatus(200, await cast.refresh(app, body.refresh_token));
    });

    it('carries state as it was, up to 8 KB, and iss, in success and in errors', async () => {
      for (const state of ['é%+ &="<>'.repeat(150), 'x'.repeat(8192)]) {
        const answer = await browser.allow(authorizeUrl(app, { state, prompt: 'consent' }));
        expect([answer.get('state'), answer.get('iss')]).toEqual([state, bed.url]);
        const refused = await browser.send('GET', authorizeUrl(app, { state, scope: 'nothing' }));
        const error = answerAt(refused.headers.location);
        expect([error.get('state'), error.get('iss')]).toEqual([state, bed.url]);
        expect([error.get('error'), error.has('code')]).toEqual(['invalid_scope', false]);
      }
    });

    it('lets a public native app come back to any port of the loopback interface', async () => {
      const redirect_uri = 'http://127.0.0.1:51234/cb';
      const { body } = expectStatus(
        200,
        await redeem(await code({ redirect_uri }, native), native),
      );
      expect(claimsOf(body.access_token).sub).toBe(person.id);
      const refreshed = await bed.wire.post(TOKEN, {
        form: {
          grant_type: 'refresh_token',
          refresh_token: body.refresh_token,
          client_id: native.appKey,
        },
      });
      expectStatus(200, refreshed);
    });

    it('goes to a private scheme of the app', async () => {
      const redirect_uri = 'com.example.app:/cb';
      expectStatus(200, await redeem(await code({ redirect_uri }, native), native));
    });

    it('may leave out the redirect_uri when one is registered, but not with two', async () => {
      const form = await code({ redirect_uri: undefined });
      const { redirect_uri: _, ...without } = form;
      expectStatus(200, await redeem(without));
      const url = authorizeUrl(native, { redirect_uri: undefined });
      expectStatus(400, await browser.send('GET', url));
    });

    it('gives a role’s loss of a scope to the next token: authority is live', async () => {
      const role = await cast.role(['deliveries', 'tasks', 'authorization', 'consumer']);
      const somebody = await cast.developer();
      const body = { roleId: role.id };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${somebody.id}`, { body }));
      const theirs = new Browser(bed);
      await theirs.signIn(somebody);
      const { verifier, challenge } = pkce();
      const asked = authorizeUrl(app, { code_challenge: challenge, scope: 'deliveries tasks' });
      const answer = await theirs.allow(asked);
      const scopes = ['deliveries', 'authorization', 'consumer'];
      expectStatus(
        200,
        await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { scopes } }),
      );
      const form = { grant_type: 'authorization_code', code: answer.get('code') ?? '' };
      const done = await redeem({ ...form, redirect_uri: CALLBACK, code_verifier: verifier });
      expect(expectStatus(200, done).body.scope).toBe('deliveries');
    });
  });

  describe('is never redirected while the client or its address is in doubt', () => {
    it.each([
      ['no client_id', { client_id: undefined }],
      ['an unknown client_id', { client_id: 'gate_app_unknown' }],
      ['a trailing slash', { redirect_uri: `${CALLBACK}/` }],
      ['another case', { redirect_uri: CALLBACK.replace('callback', 'Callback') }],
      ['an upper-case host', { redirect_uri: CALLBACK.replace('app.', 'APP.') }],
      ['a port', { redirect_uri: CALLBACK.replace('.org', '.org:443') }],
      ['a query', { redirect_uri: `${CALLBACK}?x=1` }],
      ['a fragment', { redirect_uri: `${CALLBACK}#x` }],
      ['an encoded dot', { redirect_uri: CALLBACK.replace('.org', '%2eorg') }],
      ['a path parameter', { redirect_uri: `${CALLBACK};x` }],
      ['a way up', { redirect_uri: `${CALLBACK}/..;/evil` }],
      ['two slashes', { redirect_uri: CALLBACK.replace('/callback', '//callback') }],
      ['a tab', { redirect_uri: `${CALLBACK}\t` }],
      ['a trailing dot', { redirect_uri: CALLBACK.replace('.org', '.org.') }],
      ['userinfo', { redirect_uri: CALLBACK.replace('app.', 'app.example.org@evil.') }],
      ['a script', { redirect_uri: 'javascript:alert(1)' }],
      ['a script in capitals', { redirect_uri: 'JavaScript:alert(1)' }],
      ['data', { redirect_uri: 'data:text/html,x' }],
      ['a file', { redirect_uri: 'file:///etc/passwd' }],
      ['no redirect_uri with openid', { redirect_uri: undefined, scope: 'openid' }],
      ['a secret in the URL', { client_secret: 'gate_sec_x' }],
    ])('%s', async (_, wishes) => {
      const answer = expectStatus(400, await browser.send('GET', authorizeUrl(app, wishes)));
      expect(answer.headers.location).toBeUndefined();
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
    });

    it.each([
      'http://127.0.0.1:5/other',
      'http://127.0.0.1:99999/cb',
      'http://user@127.0.0.1/cb',
      'http://127.0.0.1:80@evil.example/cb',
      'http://127.0.0.1.evil.example/cb',
      'http://127.0.0.2:5/cb',
      'http://localhost:5/cb',
      'https://127.0.0.1:5/cb',
      'http://127.0.0.1:5/cb?x',
    ])('another loopback address than the registered: %s', async (redirect_uri) => {
      const answer = await browser.send('GET', authorizeUrl(native, { redirect_uri }));
      expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    });

    it('a client_id or redirect_uri sent twice', async () => {
      for (const twice of [`client_id=${app.appKey}`, `redirect_uri=${CALLBACK}`, 'state=other']) {
        const answer = await browser.send('GET', `${authorizeUrl(app)}&${twice}`);
        expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
      }
    });

    it('a disabled app', async () => {
      const other = await cast.app({ owner, redirectUris: [CALLBACK] });
      const body = { status: 'disabled' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${other.id}`, { body }));
      expectStatus(400, await browser.send('GET', authorizeUrl(other)));
    });

    it('the page says nothing of the request, runs nothing and cannot be framed', async () => {
      const url = authorizeUrl(app, { redirect_uri: 'https://evil.example/<script>x</script>' });
      const { text, headers } = await browser.send('GET', url);
      expect(text).not.toMatch(/evil\.example|<script/);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    });
  });

  describe('tells the client of every other fault', () => {
    const challenge = (length: number, letter = 'a') => letter.repeat(length);
    it.each([
      ['response_type=token', { response_type: 'token' }, 'unsupported_response_type'],
      ['response_type=id_token', { response_type: 'id_token' }, 'unsupported_response_type'],
      ['code token', { response_type: 'code token' }, 'unsupported_response_type'],
      ['token code', { response_type: 'token code' }, 'unsupported_response_type'],
      ['code code', { response_type: 'code code' }, 'unsupported_response_type'],
      ['no response_type', { response_type: undefined }, 'invalid_request'],
      ['response_mode=fragment', { response_mode: 'fragment' }, 'invalid_request'],
      ['response_mode=web_message', { response_mode: 'web_message' }, 'invalid_request'],
      ['no challenge', { code_challenge: undefined }, 'invalid_request'],
      ['the method plain', { code_challenge_method: 'plain' }, 'invalid_request'],
      ['no method', { code_challenge_method: undefined }, 'invalid_request'],
      ['a challenge of 42', { code_challenge: challenge(42) }, 'invalid_request'],
      ['a challenge of 129', { code_challenge: challenge(129) }, 'invalid_request'],
      ['a challenge of stars', { code_challenge: challenge(43, '*') }, 'invalid_request'],
      ['an unknown scope', { scope: 'no.such.scope' }, 'invalid_scope'],
      ['a scope beyond the app’s', { scope: 'consumer' }, 'invalid_scope'],
      ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
      [
        'a foreign request_uri',
        { request_uri: 'https://evil.example/r' },
        'request_uri_not_supported',
      ],
      ['an unknown prompt', { prompt: 'consent unheard_of' }, 'invalid_request'],
      ['none with another prompt', { prompt: 'none login' }, 'invalid_request'],
      ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
      ['a state beyond 8 KB', { state: 'x'.repeat(8193) }, 'invalid_request'],
      ['a malformed dpop_jkt', { dpop_jkt: 'short' }, 'invalid_request'],
      ['a foreign id_token_hint', { id_token_hint: 'a.b.c' }, 'invalid_request'],
    ])('%s', async (_, wishes: Record<string, string | undefined>, error) => {
      const { headers } = expectStatus(303, await browser.send('GET', authorizeUrl(app, wishes)));
      expect(headers.location).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
      const answer = answerAt(headers.location);
      expect([answer.get('error'), answer.get('iss')]).toEqual([error, bed.url]);
      expect(answer.get('error_description')).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+$/);
    });
  });

  describe('an error before anybody has signed in (RFC 9700 §4.11.2)', () => {
    const wrong = [
      ['a response type', { response_type: 'zzz' }, 'unsupported_response_type'],
      ['a scope', { scope: 'no.such.scope' }, 'invalid_scope'],
      ['a resource', { resource: 'https://unknown.example.org' }, 'invalid_target'],
      ['a prompt', { prompt: 'none login' }, 'invalid_request'],
    ] as [string, Record<string, string>, string][];
    const stranger = () => new Browser(bed);
    const linkOf = (page: string) =>
      (/href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&#38;', '&');

    it.each(wrong)(
      'is told on our page, with a link that carries it: %s',
      async (_, wishes, error) => {
        const odd = await cast.app({ owner, name: 'A <b>nice</b> app', redirectUris: [CALLBACK] });
        const url = authorizeUrl(odd, wishes);
        const { headers, text } = expectStatus(400, await stranger().send('GET', url));
        expect(headers.location).toBeUndefined();
        expect(headers['content-type']).toMatch(/^text\/html/);
        expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
        expect(text).toContain('A &#60;b&#62;nice&#60;/b&#62; app');
        expect(text).toContain('app.example.org');
        expect(text).toContain(`<code>${error}</code>`);
        const answer = answerAt(linkOf(text));
        expect(linkOf(text)).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
        expect([answer.get('error'), answer.get('state'), answer.get('iss')]).toEqual([
          error,
          'some state',
          bed.url,
        ]);
        const head = await stranger().send('HEAD', url);
        expect([head.status, head.headers.location]).toEqual([400, undefined]);
      },
    );

    it('is told in the browser’s language', async () => {
      const ask = async (language: string) => {
        const headers = { 'accept-language': language };
        const url = authorizeUrl(app, { response_type: 'zzz' });
        return (await stranger().send('GET', url, { headers })).text;
      };
      expect(await ask('fr-CH, en;q=0.8')).toContain('<html lang="fr">');
      expect(await ask('de, en;q=0.8')).toContain('<html lang="en">');
    });

    it('also after a form, and for a bearer token, which is no browser’s session', async () => {
      const query = authorizeUrl(app, { response_type: 'zzz' }).split('?')[1] ?? '';
      const form = Object.fromEntries(new URLSearchParams(query));
      const moved = await bed.wire.post('/authorization/authorize', { form });
      const next = expectStatus(303, moved).headers.location ?? '';
      expectStatus(400, await stranger().send('GET', next));
      expectStatus(400, await bed.wire.get(next, { token: person.token }));
    });

    it('goes to the app at once with prompt=none, of a first-party app, and once an administrator has approved', async () => {
      const goes = async (of: TestApp, wishes: Record<string, string>) => {
        const { headers } = await stranger().send('GET', authorizeUrl(of, wishes));
        expect(headers.location).toMatch(/^https:\/\/app\.example\.org\/callback\?/);
        return answerAt(headers.location).get('error');
      };
      expect(await goes(app, { prompt: 'none', scope: 'no.such.scope' })).toBe('invalid_scope');
      const own = await cast.firstPartyApp({ redirectUris: [CALLBACK] });
      expect(await goes(own, { response_type: 'zzz' })).toBe('unsupported_response_type');
      await cast.setting('app.approval', true);
      const made = await cast.app({ owner, redirectUris: [CALLBACK] });
      const body = { status: 'active' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${made.id}`, { body }));
      expect(await goes(made, { response_type: 'zzz' })).toBe('unsupported_response_type');
      await cast.setting('app.approval', false);
    });
  });

  describe('a code', () => {
    it('needs its verifier: none, a wrong one and a malformed one are refused', async () => {
      for (const code_verifier of ['', pkce().verifier, 'short', 'ü'.repeat(50), 'a'.repeat(129)])
        expect(await redeem({ ...(await code()), code_verifier })).toMatchObject(refused);
    });

    it('needs the redirect_uri again when it was sent', async () => {
      for (const redirect_uri of ['', `${CALLBACK}/`, LOOPBACK])
        expect(await redeem({ ...(await code()), redirect_uri })).toMatchObject(refused);
    });

    it('lives for 60 seconds', async () => {
      const [early, late] = [await code(), await code()];
      bed.clock.advance(55_000);
      expectStatus(200, await redeem(early));
      bed.clock.advance(6_000);
      expect(await redeem(late)).toMatchObject(refused);
    });

    it('is void once another client has presented it: it has leaked', async () => {
      const form = await code();
      const thief = await cast.app({ owner, redirectUris: [CALLBACK] });
      expect(await redeem(form, thief)).toMatchObject(refused);
      expect(await redeem(form)).toMatchObject(refused);
    });

    it('is for its client alone, who must authenticate', async () => {
      const form = await code();
      const answer = await bed.wire.post(TOKEN, { form: { ...form, client_id: app.appKey } });
      expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
      expectStatus(200, await redeem(form));
    });

    it('used twice ends what the first use gave', async () => {
      const form = await code();
      const { body } = expectStatus(200, await redeem(form));
      expectStatus(200, await whoami(body.access_token));
      expect(await redeem(form)).toMatchObject(refused);
      expectStatus(401, await whoami(body.access_token));
      expectStatus(400, await cast.refresh(app, body.refresh_token));
    });

    it('used 50 times at once on two instances serves one at most, and in the end nobody', async () => {
      const form = await code();
      const second = await bed.second();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          redeem(form, app, index % 2 === 0 ? bed.wire : second),
        ),
      );
      const served = answers.filter(({ status }) => status === 200);
      expect(served.length).toBeLessThanOrEqual(1);
      for (const answer of answers.filter(({ status }) => status !== 200))
        expect(answer).toMatchObject(refused);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      for (const { body } of served) expectStatus(401, await whoami(body.access_token));
    });

    it('dies with the person’s password, the person and the app', async () => {
      const somebody = await cast.developer();
      const theirs = new Browser(bed);
      await theirs.signIn(somebody);
      const { verifier, challenge } = pkce();
      const answer = await theirs.allow(authorizeUrl(app, { code_challenge: challenge }));
      const body = { status: 'disabled' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${somebody.id}`, { body }));
      const form = { grant_type: 'authorization_code', code: answer.get('code') ?? '' };
      const late = await redeem({ ...form, redirect_uri: CALLBACK, code_verifier: verifier });
      expect(late).toMatchObject(refused);
    });

    it('is not in the database in clear', async () => {
      const form = await code();
      const values = (await bed.dump()).map(({ value }) => String(value));
      expect(values.filter((value) => value.includes(form.code))).toEqual([]);
    });

    it('is not served on the other two token endpoints', async () => {
      for (const path of ['/oauth/token', '/oauth2/token']) {
        const form = await code();
        const answer = await bed.wire.post(path, { basic: [app.appKey, app.appSecret], form });
        expect(answer.body.error).toBe('unsupported_grant_type');
      }
    });
  });
});
