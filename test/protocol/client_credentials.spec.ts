import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

describe('grant_type=client_credentials (RFC 6749 §4.4)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let owner: Person;
  let app: TestApp;

  beforeAll(async () => {
    owner = await cast.developer();
    app = await cast.app({ owner, scopes: ['deliveries', 'tasks.list'] });
  });

  const ask = (parameters: Record<string, string> = {}, path = '/authorization/token') =>
    bed.wire.post(path, {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', ...parameters },
    });

  describe('200', () => {
    it('answers a bearer token, its lifetime, a refresh token and the scope', async () => {
      const answer = expectStatus(200, await ask());
      expect(answer.body).toEqual({
        access_token: expect.any(String),
        token_type: 'bearer',
        expires_in: 3600,
        refresh_token: expect.any(String),
        scope: 'deliveries tasks.list',
      });
      expect(answer.headers['cache-control']).toContain('no-store');
      expect(answer.headers['content-type']).toContain('application/json');
    });

    it('makes a JWT access token as RFC 9068 describes it', async () => {
      const { body } = await ask();
      const [head = ''] = body.access_token.split('.');
      const header = JSON.parse(Buffer.from(head, 'base64url').toString());
      expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
      const claims = claimsOf(body.access_token);
      expect(claims).toEqual({
        iss: bed.url,
        sub: app.appKey,
        aud: bed.url,
        exp: claims.iat + 3600,
        iat: expect.any(Number),
        jti: expect.any(String),
        client_id: app.appKey,
        scope: 'deliveries tasks.list',
      });
    });

    it('gives exactly what was asked for', async () => {
      const { body } = await ask({ scope: 'deliveries.create tasks.list' });
      expect(body.scope).toBe('deliveries.create tasks.list');
      const token = body.access_token;
      expectStatus(201, await bed.wire.post('/api/deliveries', { token, body: { title: 'x' } }));
      expectStatus(403, await bed.wire.get('/api/deliveries', { token }));
    });

    it('accepts commas between scopes', async () => {
      expect((await ask({ scope: 'deliveries,tasks.list' })).body.scope).toBe(
        'deliveries tasks.list',
      );
    });

    it('accepts a JSON body, its scope as text or as a list', async () => {
      for (const scope of ['deliveries', ['deliveries']]) {
        const answer = await bed.wire.post('/authorization/token', {
          basic: [app.appKey, app.appSecret],
          body: { grant_type: 'client_credentials', scope },
        });
        expect(expectStatus(200, answer).body.scope).toBe('deliveries');
      }
    });

    it('ignores unknown parameters, as RFC 6749 §3.2 says', async () => {
      expectStatus(200, await ask({ colour: 'green' }));
    });

    it('makes two different tokens within one second', async () => {
      const [first, second] = await Promise.all([ask(), ask()]);
      expect(first.body.access_token).not.toBe(second.body.access_token);
    });

    it('never gives more than the owner’s role opens', async () => {
      const role = await cast.role(['consumer', 'deliveries']);
      const person = await cast.holderOf('Consumer');
      const theirs = await cast.app({ owner: person, scopes: ['deliveries', 'tasks'] });
      await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId: role.id } });
      const answer = await bed.wire.post('/authorization/token', {
        basic: [theirs.appKey, theirs.appSecret],
        form: { grant_type: 'client_credentials' },
      });
      expect(expectStatus(200, answer).body.scope).toBe('deliveries');
    });

    it('uses the lifetime that the setting says', async () => {
      await cast.setting('token.access_ttl', 120);
      const { body } = await ask();
      await cast.setting('token.access_ttl', 3600);
      expect(body.expires_in).toBe(120);
      expect(claimsOf(body.access_token).exp - claimsOf(body.access_token).iat).toBe(120);
    });

    it('is served on all three token endpoints, each with its own members', async () => {
      const standard = (await ask()).body;
      const three = (await ask({}, '/oauth2/token')).body;
      const form = {
        grant_type: 'client_credentials',
        client_id: app.appKey,
        client_secret: app.appSecret,
      };
      const plain = (await bed.wire.post('/oauth/token', { form })).body;
      expect(Object.keys(standard).sort()).toEqual([
        'access_token',
        'expires_in',
        'refresh_token',
        'scope',
        'token_type',
      ]);
      expect(Object.keys(three)).toEqual(['token_type', 'expires_in', 'access_token']);
      expect(Object.keys(plain)).toEqual(['access_token', 'token_type', 'expires_in']);
      expect([standard, three, plain].map((body) => body.token_type)).toEqual([
        'bearer',
        'Bearer',
        'bearer',
      ]);
    });

    it('leaves no row behind until the refresh token is used', async () => {
      const grants = async () => {
        const rows = await bed.dump();
        return rows.filter(({ table, column }) => table === 'access_grant' && column === 'id')
          .length;
      };
      const before = await grants();
      const { body } = await ask();
      expect(await grants()).toBe(before);
      await cast.refresh(app, body.refresh_token);
      expect(await grants()).toBe(before + 1);
    });
  });

  describe('400', () => {
    it.each(['deliveries nonsense', 'tasks', 'backend', 'deliverie', 'account:acc_unknown'])(
      'refuses scope=%s with invalid_scope and drops nothing silently',
      async (scope) => {
        const answer = await ask({ scope });
        expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope']);
      },
    );

    it('refuses an app that has no scope left, instead of giving everything', async () => {
      const role = await cast.role(['consumer', 'deliveries']);
      const person = await cast.holderOf('Consumer');
      const theirs = await cast.app({ owner: person, scopes: ['tasks'] });
      await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId: role.id } });
      const answer = await bed.wire.post('/authorization/token', {
        basic: [theirs.appKey, theirs.appSecret],
        form: { grant_type: 'client_credentials' },
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope']);
    });

    it('refuses a public client, which cannot act for itself', async () => {
      const open = await cast.app({ owner, type: 'public' });
      const answer = await bed.wire.post('/authorization/token', {
        form: { grant_type: 'client_credentials', client_id: open.appKey },
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'unauthorized_client']);
    });

    it('refuses a missing and an unknown grant type', async () => {
      const missing = await bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: { scope: 'tasks' },
      });
      expect([missing.status, missing.body.error]).toEqual([400, 'invalid_request']);
      const unknown = await ask({ grant_type: 'implicit' });
      expect([unknown.status, unknown.body.error]).toEqual([400, 'unsupported_grant_type']);
    });

    it.each(['refresh_token', 'password', 'authorization_code'])(
      'refuses grant_type=%s on /oauth2/token, which does not serve it',
      async (grantType) => {
        const answer = await ask({ grant_type: grantType }, '/oauth2/token');
        expect([answer.status, answer.body.error]).toEqual([400, 'unsupported_grant_type']);
      },
    );
  });

  describe('accounts', () => {
    it('restricts the token to the account that scope=account:<id> names', async () => {
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const theirs = await cast.app({ owner: partner, scopes: ['deliveries'] });
      const token = await cast.token(theirs, { scope: `deliveries account:${account.id}` });
      expect(claimsOf(token)).toMatchObject({ account: account.id, scope: 'deliveries' });
    });

    it('restricts every token of an app that is bound to an account', async () => {
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const other = await cast.account(partner);
      const bound = await cast.app({
        owner: partner,
        scopes: ['deliveries'],
        accountId: account.id,
      });
      expect(claimsOf(await cast.token(bound)).account).toBe(account.id);
      const answer = await bed.wire.post('/authorization/token', {
        basic: [bound.appKey, bound.appSecret],
        form: { grant_type: 'client_credentials', scope: `account:${other.id}` },
      });
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_scope']);
    });

    it('refuses the account of a stranger, and ends with the account', async () => {
      const partner = await cast.partner();
      const account = await cast.account(partner);
      const refused = await ask({ scope: `account:${account.id}` });
      expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope']);
      const theirs = await cast.app({ owner: partner, scopes: ['deliveries'] });
      const token = await cast.token(theirs, { scope: `account:${account.id}` });
      expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
      expectStatus(
        204,
        await bed.wire.delete(`/partner/account/${account.id}`, { token: partner.token }),
      );
      expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    });
  });
});
