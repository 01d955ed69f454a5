/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { answerAt, authorizeUrl, Browser, CALLBACK, pkce } from '../support/browser.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const LOOPBACK = 'http://127.0.0.1:4711/cb';

describe('consent', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let person: Person;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, redirectUris: [CALLBACK] });
  });
  beforeEach(async () => {
    person = await cast.developer();
    browser = new Browser(bed);
    await browser.signIn(person);
  });

  const location = async (url: string, of = browser) =>
    expectStatus(303, await of.send('GET', url)).headers.location;
  const errorOf = async (url: string, of = browser) =>
    answerAt(await location(url, of)).get('error');
  const problem = (status: number, code: string) => ({ status, body: { code } });

  describe('the page', () => {
    it('says who asks, for what, of whom, and where the answer goes', async () => {
      const url = authorizeUrl(app, { scope: 'openid deliveries.list consumer-not tasks' });
      expect(await errorOf(url)).toBe('invalid_scope');
      const id = await browser.ask(authorizeUrl(app, { scope: 'openid deliveries.list' }));
      const { body } = expectStatus(200, await browser.see(id));
      expect(body).toMatchObject({
        id,
        app: { url: 'https://app.example.org', firstParty: false },
        person: { username: person.username },
        redirectHost: 'app.example.org',
        redirectUri: CALLBACK,
        loopback: false,
        unapproved: true,
        account: null,
        offline: true,
      });
      expect(body.scopes).toEqual([
        {
          name: 'openid',
          generated: true,
          description: expect.stringMatching(/\w/),
          granted: true,
        },
        {
          name: 'deliveries.list',
          generated: true,
          description: expect.stringMatching(/\w/),
          granted: true,
        },
      ]);
    });

    it('warns of loopback, and of every app but those that an administrator looked at', async () => {
      const native = await cast.app({ owner, type: 'public', redirectUris: [LOOPBACK] });
      const id = await browser.ask(authorizeUrl(native, { redirect_uri: LOOPBACK }));
      expect((await browser.see(id)).body).toMatchObject({
        loopback: true,
        redirectHost: '127.0.0.1:4711',
      });
      // A setting made later is no look at an app that is older.
      await cast.setting('app.approval', true);
      expect((await browser.see(id)).body.unapproved).toBe(true);
      const approve = { body: { status: 'active' } };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${native.id}`, approve));
      expect((await browser.see(id)).body.unapproved).toBe(false);
      await cast.setting('app.approval', false);
      const change = { token: owner.token, body: { name: 'Something else' } };
      expectStatus(200, await bed.wire.put(`/consumer/app/${native.id}`, change));
      expect((await browser.see(id)).body.unapproved).toBe(true);
    });

    it('shows names with markup as they are: it is data', async () => {
      const name = '<script>alert(1)</script> "evil" & شركة';
      const odd = await cast.app({ owner, name, redirectUris: [CALLBACK] });
      const answer = await browser.see(await browser.ask(authorizeUrl(odd)));
      expect(expectStatus(200, answer).body.app.name).toBe(name);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
    });

    it('marks what the person does not hold', async () => {
      const body = { roleId: (await cast.role(['tasks', 'authorization', 'consumer'])).id };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body }));
      const id = await browser.ask(authorizeUrl(app, { scope: 'tasks deliveries' }));
      const { scopes } = expectStatus(200, await browser.see(id)).body;
      expect(scopes.map((scope: { granted: boolean }) => scope.granted)).toEqual([true, false]);
      const all = await browser.decide(id, 'allow', ['tasks', 'deliveries']);
      expect(all).toMatchObject(problem(403, 'scope_not_held'));
      expectStatus(200, await browser.decide(id, 'allow', ['tasks']));
    });

    it('is for people in the portal: nobody, a token and a foreign page are turned away', async () => {
      const id = await browser.ask(authorizeUrl(app));
      expectStatus(401, await bed.wire.get(`/portal/consent/${id}`));
      const { token } = person;
      for (const answer of [
        await bed.wire.get(`/portal/consent/${id}`, { token }),
        await bed.wire.post(`/portal/consent/${id}`, {
          token,
          body: { decision: 'deny', scopes: [] },
        }),
      ])
        expect(answer).toMatchObject(problem(403, 'session_required'));
      for (const origin of ['https://evil.example', 'null']) {
        const headers = { origin };
        const body = { decision: 'allow', scopes: ['deliveries'] };
        const answer = await browser.send('POST', `/portal/consent/${id}`, { headers, body });
        expect(answer).toMatchObject(problem(403, 'foreign_origin'));
      }
    });

    it('belongs to the session that opens it first', async () => {
      const id = await browser.ask(authorizeUrl(app));
      expectStatus(200, await browser.see(id));
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      expectStatus(404, await other.see(id));
      expectStatus(404, await other.decide(id, 'allow', ['deliveries']));
      const again = new Browser(bed);
      await again.signIn(person);
      expectStatus(404, await again.see(id));
      expectStatus(200, await browser.decide(id, 'allow', ['deliveries']));
    });

    it('is gone after ten minutes, and when there was none', async () => {
      const id = await browser.ask(authorizeUrl(app));
      bed.clock.advance(601_000);
      expectStatus(404, await browser.see(id));
      expectStatus(404, await browser.see('req_nothing'));
    });
  });

  describe('the decision', () => {
    it('no: the app hears access_denied, with state and iss, and no code', async () => {
      const id = await browser.ask(authorizeUrl(app));
      const { body } = expectStatus(200, await browser.decide(id, 'deny'));
      const answer = Object.fromEntries(answerAt(body.redirectTo));
      expect(answer).toMatchObject({ error: 'access_denied', state: 'some state', iss: bed.url });
      expect(answer.code).toBeUndefined();
      expectStatus(404, await browser.decide(id, 'allow', ['deliveries']));
    });

    it.each([
      ['a scope that was not asked for', ['deliveries', 'tasks'], 403, 'scope_not_asked'],
      ['a wider one', ['authorization'], 403, 'scope_not_asked'],
      ['nothing', [], 400, 'validation_failed'],
    ])('cannot allow %s', async (_, scopes, status, code) => {
      const id = await browser.ask(authorizeUrl(app));
      expect(await browser.decide(id, 'allow', scopes)).toMatchObject(problem(status, code));
    });

    it('takes no other member: client, person and address are what they are', async () => {
      const id = await browser.ask(authorizeUrl(app));
      for (const more of [
        { clientId: 'x' },
        { userId: 'x' },
        { redirectUri: 'https://evil.example' },
      ])
        expectStatus(
          400,
          await browser.send('POST', `/portal/consent/${id}`, {
            body: { decision: 'allow', scopes: ['deliveries'], ...more },
          }),
        );
    });

    it('may allow less than asked', async () => {
      const { verifier, challenge } = pkce();
      const asked = { scope: 'deliveries tasks', code_challenge: challenge };
      const id = await browser.ask(authorizeUrl(app, asked));
      const { body } = expectStatus(200, await browser.decide(id, 'allow', ['deliveries.list']));
      const { status, body: tokens } = await bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: {
          grant_type: 'authorization_code',
          code: answerAt(body.redirectTo).get('code') ?? '',
          redirect_uri: CALLBACK,
          code_verifier: verifier,
        },
      });
      expect([status, tokens.scope]).toEqual([200, 'deliveries.list']);
    });

    it('made 50 times at once makes one code', async () => {
      const id = await browser.ask(authorizeUrl(app));
      expectStatus(200, await browser.see(id));
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => browser.decide(id, 'allow', ['deliveries'])),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 404)).toHaveLength(49);
    });

    it('is in the audit, whichever it is', async () => {
      const allowed = await browser.ask(authorizeUrl(app));
      expectStatus(200, await browser.decide(allowed, 'allow', ['deliveries']));
      const denied = await browser.ask(authorizeUrl(app, { prompt: 'consent' }));
      expectStatus(200, await browser.decide(denied, 'deny'));
      const { body } = await cast.asAdmin('GET', `/backend/audit?userId=${person.id}&count=100`);
      const events = body.entry.map(({ event }: { event: string }) => event);
      expect(events).toEqual(
        expect.arrayContaining(['portal.consent.allow', 'portal.consent.deny']),
      );
    });
  });

  describe('an account', () => {
    it('that the app asks for must be the person’s', async () => {
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const url = authorizeUrl(app, { scope: `deliveries account:${account.id}` });
      const id = await browser.ask(url);
      expect((await browser.see(id)).body.account).toBe(account.id);
      const refused = await browser.decide(id, 'allow', ['deliveries']);
      expect(refused).toMatchObject(problem(403, 'account_not_theirs'));
      const theirs = new Browser(bed);
      await theirs.signIn(partner);
      expect((await theirs.allow(url)).get('code')).toMatch(/^gate_cod_/);
    });
  });

  describe('once given', () => {
    const silent = (wishes = {}) => authorizeUrl(app, { prompt: 'none', ...wishes });

    it('is not asked for again, until more is wanted', async () => {
      await browser.allow(authorizeUrl(app));
      for (const prompt of [undefined, 'none'])
        expect(answerAt(await location(authorizeUrl(app, { prompt }))).get('code')).toMatch(
          /^gate_cod_/,
        );
      const less = authorizeUrl(app, { scope: 'deliveries.list' });
      expect(answerAt(await location(less)).get('code')).toMatch(/^gate_cod_/);
      await browser.ask(authorizeUrl(app, { scope: 'deliveries tasks' }));
      expect(await errorOf(silent({ scope: 'deliveries tasks' }))).toBe('consent_required');
      await browser.ask(authorizeUrl(app, { prompt: 'consent' }));
    });

    it('belongs to the person and to the app', async () => {
      await browser.allow(authorizeUrl(app));
      const other = new Browser(bed);
      await other.signIn(await cast.developer());
      expect(await errorOf(silent(), other)).toBe('consent_required');
      const second = await cast.app({ owner, redirectUris: [CALLBACK] });
      expect(await errorOf(authorizeUrl(second, { prompt: 'none' }))).toBe('consent_required');
    });

    it('is for the app that the person saw: other redirect URIs or another owner ask again', async () => {
      const other = 'https://other.example.org/callback';
      const moved = await cast.app({ owner, redirectUris: [CALLBACK] });
      await browser.allow(authorizeUrl(moved));
      const change = async (redirectUris: string[]) => {
        const message = { token: owner.token, body: { redirectUris } };
        expectStatus(200, await bed.wire.put(`/consumer/app/${moved.id}`, message));
      };
      const asks = { redirect_uri: other };
      for (const redirectUris of [[other], [CALLBACK, other]]) {
        await change(redirectUris);
        expect(await errorOf(authorizeUrl(moved, { ...asks, prompt: 'none' }))).toBe(
          'consent_required',
        );
        await browser.ask(authorizeUrl(moved, asks));
      }
      await change([CALLBACK]);
      expect(answerAt(await location(authorizeUrl(moved))).get('code')).toMatch(/^gate_cod_/);
      const body = { ownerId: (await cast.developer()).id };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${moved.id}`, { body }));
      await browser.ask(authorizeUrl(moved));
    });

    it('is for the account and the audience that the person saw, and for no others', async () => {
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const [short, long] = ['https://api.example', 'https://api.example.evil.example.org'];
      for (const url of [short, long]) {
        const body = { name: 'API', url };
        expectStatus(201, await bed.wire.post('/consumer/app', { token: owner.token, body }));
      }
      const fresh = await cast.app({ owner, redirectUris: [CALLBACK] });
      const theirs = new Browser(bed);
      await theirs.signIn(partner);
      const scope = `deliveries account:${account.id}`;
      await theirs.allow(authorizeUrl(fresh, { scope }));
      await theirs.allow(authorizeUrl(fresh, { scope: 'tasks', resource: short }));
      const unasked: Record<string, string>[] = [
        { scope: 'deliveries' },
        { scope: 'deliveries', resource: short },
        { scope: 'tasks' },
        { scope: 'tasks', resource: long },
      ];
      for (const wishes of unasked)
        expect(await errorOf(authorizeUrl(fresh, { prompt: 'none', ...wishes }), theirs)).toBe(
          'consent_required',
        );
      for (const wishes of [{ scope }, { scope: 'tasks.list', resource: short }]) {
        const url = await location(authorizeUrl(fresh, { prompt: 'none', ...wishes }), theirs);
        expect(answerAt(url).get('code')).toMatch(/^gate_cod_/);
      }
    });

    it('ends with the grant that the person withdraws', async () => {
      const { verifier, challenge } = pkce();
      const answer = await browser.allow(authorizeUrl(app, { code_challenge: challenge }));
      const tokens = await bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: {
          grant_type: 'authorization_code',
          code: answer.get('code') ?? '',
          redirect_uri: CALLBACK,
          code_verifier: verifier,
        },
      });
      const { access_token: token, refresh_token } = expectStatus(200, tokens).body;
      const grants = expectStatus(200, await browser.send('GET', '/consumer/grant')).body.entry;
      const grant = grants.find(({ kind }: { kind: string }) => kind === 'authorization_code');
      expect(grant).toMatchObject({ app: { key: app.appKey }, scopes: ['deliveries'] });
      expectStatus(204, await browser.send('DELETE', `/consumer/grant/${grant.id}`));
      expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
      expectStatus(400, await cast.refresh(app, refresh_token));
      expect(await errorOf(silent())).toBe('consent_required');
      await browser.ask(authorizeUrl(app));
    });

    it('does not speak for a public app on the person’s machine: anybody can pose as it', async () => {
      const native = await cast.app({ owner, type: 'public', redirectUris: [LOOPBACK, CALLBACK] });
      const asks = { redirect_uri: LOOPBACK };
      await browser.allow(authorizeUrl(native, asks));
      await browser.ask(authorizeUrl(native, asks));
      await browser.ask(authorizeUrl(native));
      const url = authorizeUrl(native, { ...asks, prompt: 'none' });
      expect(await errorOf(url)).toBe('interaction_required');
      expect(
        answerAt(await location(authorizeUrl(native, { prompt: 'none' }))).get('code'),
      ).toMatch(/^gate_cod_/);
    });

    it('goes with the person', async () => {
      await browser.allow(authorizeUrl(app));
      expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${person.id}`));
      const rows = (await bed.dump()).filter(({ table }) => table === 'consent');
      expect(rows.filter(({ value }) => value === person.id)).toEqual([]);
    });
  });

  describe('a session', () => {
    it('changes its id at sign-in and dies at sign-out', async () => {
      const before = browser.cookie;
      await browser.signIn(person);
      expect(browser.cookie).not.toBe(before);
      const old = { headers: { cookie: before ?? '' } };
      expectStatus(401, await browser.send('GET', '/consumer/account', old));
      expectStatus(204, await browser.send('DELETE', '/portal/session'));
      expectStatus(401, await browser.send('GET', '/consumer/account'));
    });

    it('tells anybody who they are and what they may do, also whose role opens nothing', async () => {
      const scope = unique('elsewhere');
      await cast.asAdmin('POST', '/backend/scope', { body: { name: scope } });
      const role = await cast.role([scope]);
      const theirs = await cast.holderOf(role.name);
      const own = new Browser(bed);
      expectStatus(401, await own.send('GET', '/portal/session'));
      await own.signIn(theirs);
      expectStatus(403, await own.send('GET', '/consumer/account'));
      const { body } = expectStatus(200, await own.send('GET', '/portal/session'));
      expect(body).toMatchObject({ username: theirs.username, role: role.name, scopes: [scope] });
      // A token learns of a person what its scopes say, and no more.
      expectStatus(403, await bed.wire.get('/portal/session', { token: theirs.token }));
    });

    it('is HttpOnly and SameSite, and starts on no foreign page', async () => {
      const { username, password } = person;
      const body = { username, password };
      const answer = await bed.wire.post('/portal/session', { body });
      expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Lax/);
      for (const origin of ['https://evil.example', 'null']) {
        const headers = { origin };
        expectStatus(403, await bed.wire.post('/portal/session', { body, headers }));
      }
    });
  });
});
