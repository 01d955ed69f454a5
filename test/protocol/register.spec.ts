/** @database sqlite */
import { exportJWK, generateKeyPair } from 'jose';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { answerAt, authorizeUrl } from '../support/browser.js';
import { rsaJwk } from '../support/jwt.js';
import { testbed } from '../support/testbed.js';
import type { Answer } from '../support/wire.js';

const DAY_MS = 86_400_000;
const REDIRECT = 'https://client.example/callback';

interface Made {
  id: string;
  token: string;
  expiresAt: string;
  scopes: string[];
  grantTypes: string[];
  uses: number;
}

describe('dynamic registration (RFC 7591)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let maker: Person;
  let token: string;

  const wish = (person: Person, body: object) =>
    bed.wire.post('/backend/initial_access', { token: person.token, body });
  const create = async (person: Person, body = {}) =>
    expectStatus(201, await wish(person, { uses: 100, ...body })).body as Made;
  const register = (body: unknown, initial: string | undefined = token) =>
    bed.wire.post('/authorization/register', { token: initial, body });
  const registered = async (body: object) => expectStatus(201, await register(body)).body;

  beforeAll(async () => {
    await cast.setting('oauth.dynamic_registration', 'token');
    await cast.setting('app.max_per_user', 1);
    maker = await cast.holderOf(['backend.initial_access', 'deliveries', 'tasks', 'consumer']);
    ({ token } = await create(maker));
  });

  describe('the door', () => {
    it('is closed, and not advertised, until an administrator opens it', async () => {
      const endpoint = async () =>
        (await bed.wire.get('/.well-known/oauth-authorization-server')).body.registration_endpoint;
      expect(await endpoint()).toBe(`${bed.url}/authorization/register`);
      await cast.setting('oauth.dynamic_registration', 'off');
      const answer = expectStatus(403, await register({ redirect_uris: [REDIRECT] }));
      expect(answer.body).toMatchObject({ error: 'access_denied' });
      expect(await endpoint()).toBeUndefined();
      await cast.setting('oauth.dynamic_registration', 'token');
    });

    it('needs a live initial access token', async () => {
      const none = expectStatus(
        401,
        await bed.wire.post('/authorization/register', { body: { redirect_uris: [REDIRECT] } }),
      );
      expect(none.headers['www-authenticate']).toBe('Bearer realm="gatehouse"');
      const short = await create(maker, { expiresAt: new Date(bed.clock.now() + 60_000) });
      bed.clock.advance(61_000);
      for (const wrong of ['nonsense', maker.token, short.token, `${token}x`]) {
        const answer = expectStatus(401, await register({ redirect_uris: [REDIRECT] }, wrong));
        expect(answer.body.error).toBe('invalid_token');
        expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
      }
    });

    it('closes for a token that was ended, or whose maker lost the right', async () => {
      const admin = await cast.admin();
      const ended = await create(admin);
      expectStatus(204, await cast.asAdmin('DELETE', `/backend/initial_access/${ended.id}`));
      expectStatus(401, await register({ redirect_uris: [REDIRECT] }, ended.token));
      expectStatus(404, await cast.asAdmin('DELETE', `/backend/initial_access/${ended.id}`));

      const demoted = await cast.holderOf(['backend.initial_access']);
      const created = await create(demoted);
      const body = { roleId: await cast.roleId('Consumer') };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${demoted.id}`, { body }));
      expectStatus(401, await register({ redirect_uris: [REDIRECT] }, created.token));
    });
  });

  describe('the tokens for it', () => {
    it('are listed without the token, and kept as digests alone', async () => {
      const made = await create(maker);
      const list = expectStatus(200, await cast.asAdmin('GET', '/backend/initial_access'));
      expect(list.body.entry[0]).toMatchObject({ id: made.id, userId: maker.id });
      expect(list.text).not.toContain(made.token);
      const cells = (await bed.dump()).map(({ value }) => String(value));
      expect(cells.filter((cell) => cell.includes(made.token))).toEqual([]);
    });

    it('live for 7 days, or as long as asked, but no longer than a year', async () => {
      const { expiresAt } = await create(maker);
      expect(Date.parse(expiresAt)).toBeGreaterThan(bed.clock.now() + 6.9 * DAY_MS);
      for (const days of [-1, 366]) {
        const body = { expiresAt: new Date(bed.clock.now() + days * DAY_MS) };
        const message = { token: maker.token, body };
        expectStatus(400, await bed.wire.post('/backend/initial_access', message));
      }
    });

    it('are made from a login alone: an app or a personal token has less than the person', async () => {
      const wish = { name: 'script', scopes: ['backend.initial_access'] };
      const made = await bed.wire.post('/consumer/token', { token: maker.token, body: wish });
      const personal = expectStatus(201, made).body.token;
      const app = await cast.app({ owner: maker, scopes: ['backend.initial_access'] });
      for (const weaker of [personal, await cast.token(app)]) {
        const message = { token: weaker, body: {} };
        const refused = expectStatus(403, await bed.wire.post('/backend/initial_access', message));
        expect(refused.body.code).toBe('own_login_required');
      }
    });
  });

  describe('lets nobody do more than the token was made for', () => {
    const CC = { grant_types: ['client_credentials'] };

    it('an administrator’s token, made without a word, opens what a developer may do, once', async () => {
      const admin = await cast.admin();
      const made = expectStatus(201, await wish(admin, {})).body as Made;
      expect(made).toMatchObject({ name: '', uses: 1, used: 0, username: 'admin' });
      const scope = 'backend authorization consumer partner deliveries tasks backend.user.create';
      const app = expectStatus(201, await register({ ...CC, scope }, made.token)).body;
      expect(app.scope.split(' ').sort()).toEqual([
        'authorization',
        'consumer',
        'deliveries',
        'tasks',
      ]);
      const basic: [string, string] = [app.client_id, app.client_secret];
      const form = { grant_type: 'client_credentials' };
      const got = expectStatus(200, await bed.wire.post('/authorization/token', { basic, form }));
      const token = got.body.access_token;
      expectStatus(403, await bed.wire.get('/backend/user', { token }));
      expectStatus(401, await register(CC, made.token));
    });

    it('has the scopes and grant types that it names, and the answer says what was left out', async () => {
      const scopes = ['deliveries', 'email', 'openid'];
      const grantTypes = ['authorization_code', 'refresh_token'];
      const made = await create(maker, { name: ' for Ada ', scopes, grantTypes, uses: 5 });
      expect(made).toMatchObject({ name: 'for Ada', scopes, grantTypes, uses: 5 });
      const web = { redirect_uris: [REDIRECT] };
      const wide = { grant_types: [...grantTypes, 'client_credentials'], scope: 'tasks openid' };
      expect(expectStatus(201, await register({ ...web, ...wide }, made.token)).body).toMatchObject(
        { grant_types: grantTypes, scope: 'openid' },
      );
      const silent = expectStatus(201, await register(web, made.token)).body;
      expect(silent.scope.split(' ').sort()).toEqual(scopes);
      for (const nothingLeft of [CC, { ...web, scope: 'tasks consumer' }]) {
        const { body } = expectStatus(400, await register(nothingLeft, made.token));
        expect(body.error).toBe('invalid_client_metadata');
      }
    });

    it('leaves out the response type of a grant type that was left out', async () => {
      const made = await create(maker, { grantTypes: ['client_credentials'] });
      const wide = { grant_types: ['authorization_code', 'client_credentials'] };
      const sent = { ...wide, redirect_uris: [REDIRECT], response_types: ['code'] };
      expect(expectStatus(201, await register(sent, made.token)).body).toMatchObject({
        grant_types: ['client_credentials'],
        response_types: [],
      });
    });

    it('loses what its maker’s role loses', async () => {
      const role = await cast.role(['backend.initial_access', 'deliveries', 'tasks']);
      const holder = await cast.holderOf(role.name);
      const made = await create(holder, { scopes: ['deliveries', 'tasks'] });
      const body = { scopes: ['backend.initial_access', 'tasks'] };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body }));
      expect(expectStatus(201, await register(CC, made.token)).body.scope).toBe('tasks');
    });

    it('counts its uses, of many registrations at once on two instances too', async () => {
      const made = await create(maker, { uses: 3 });
      const second = await bed.second();
      const tries = Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? second : bed.wire).post('/authorization/register', {
          token: made.token,
          body: CC,
        }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array(3).fill(201), ...Array(9).fill(401)]);
      const list = await cast.asAdmin('GET', '/backend/initial_access');
      expect(list.body.entry[0]).toMatchObject({ id: made.id, uses: 3, used: 3 });
    });

    it('keeps its use when a registration is refused', async () => {
      const made = await create(maker, { uses: 1 });
      expectStatus(400, await register({ redirect_uris: ['data:x'] }, made.token));
      expectStatus(400, await register({ ...CC, scope: 'nowhere' }, made.token));
      expectStatus(201, await register(CC, made.token));
    });

    it.each<[string, object, number, string]>([
      ['backend', { scopes: ['backend'] }, 400, 'validation_failed'],
      ['a scope below backend', { scopes: ['backend.initial_access'] }, 400, 'validation_failed'],
      ['a scope that does not exist', { scopes: ['nowhere'] }, 400, 'validation_failed'],
      ['every scope', { scopes: ['*'] }, 400, 'validation_failed'],
      ['a scope that the maker lacks', { scopes: ['partner'] }, 403, 'scope_not_held'],
      ['no scope at all', { scopes: [] }, 400, 'validation_failed'],
      ['the password grant', { grantTypes: ['password'] }, 400, 'validation_failed'],
      ['no grant type at all', { grantTypes: [] }, 400, 'validation_failed'],
      ['no use', { uses: 0 }, 400, 'validation_failed'],
      ['half a use', { uses: 1.5 }, 400, 'validation_failed'],
      ['a use in words', { uses: '2' }, 400, 'validation_failed'],
      ['more uses than anybody counts', { uses: 1001 }, 400, 'validation_failed'],
      ['a blank name', { name: ' ' }, 400, 'validation_failed'],
      ['a name of many pages', { name: 'x'.repeat(256) }, 400, 'validation_failed'],
      ['a name that is null', { name: null }, 400, 'validation_failed'],
    ])('is not made for %s', async (_, body, status, code) => {
      expect(expectStatus(status, await wish(maker, body)).body.code).toBe(code);
    });

    it('is one of a hundred at most that a person has', async () => {
      const holder = await cast.holderOf(['backend.initial_access', 'deliveries']);
      const many = await Promise.all(Array.from({ length: 103 }, () => wish(holder, {})));
      const refused = many.filter(({ status }) => status !== 201);
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
        Array(3).fill([409, 'too_many_initial_access_tokens']),
      );
      bed.clock.advance(8 * DAY_MS);
      const again = await cast.login(holder.username, holder.password);
      expectStatus(201, await wish(again, {}));
      maker = await cast.login(maker.username, maker.password);
      ({ token } = await create(maker));
      await cast.loginAgain();
    });

    it('is ended by whoever reaches its maker, and by nobody else', async () => {
      const made = await create(await cast.admin());
      const path = `/backend/initial_access/${made.id}`;
      const refused = expectStatus(403, await bed.wire.delete(path, { token: maker.token }));
      expect(refused.body.code).toBe('beyond_reach');
      expectStatus(204, await cast.asAdmin('DELETE', path));
    });
  });

  describe('makes an app', () => {
    it('with a secret that works, in the name of the token’s maker', async () => {
      const body = await registered({
        client_name: 'A program',
        client_uri: 'https://client.example',
        grant_types: ['client_credentials'],
        scope: 'deliveries',
      });
      expect(body).toMatchObject({
        client_secret_expires_at: 0,
        client_name: 'A program',
        client_uri: 'https://client.example',
        grant_types: ['client_credentials'],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_basic',
        scope: 'deliveries',
      });
      expect(body.client_id_issued_at).toEqual(expect.any(Number));
      const form = { grant_type: 'client_credentials' };
      const basic: [string, string] = [body.client_id, body.client_secret];
      const { access_token } = expectStatus(
        200,
        await bed.wire.post('/authorization/token', { basic, form }),
      ).body;
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: access_token }));
      const apps = await bed.wire.get('/consumer/app?count=100', { token: maker.token });
      const mine = apps.body.entry.map(({ appKey }: { appKey: string }) => appKey);
      expect(mine).toContain(body.client_id);
    });

    it('without a secret when it is public', async () => {
      const body = await registered({
        redirect_uris: ['http://127.0.0.1/callback', 'com.example.app:/callback'],
        token_endpoint_auth_method: 'none',
        application_type: 'native',
      });
      expect(body).toMatchObject({
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback', 'com.example.app:/callback'],
      });
      expect(body).not.toHaveProperty('client_secret');
    });

    it('with keys in place of a secret', async () => {
      const key = await exportJWK((await generateKeyPair('ES256')).publicKey);
      const jwks = { keys: [{ ...key, alg: 'ES256', kid: 'one' }] };
      const body = await registered({
        grant_types: ['client_credentials'],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks,
        dpop_bound_access_tokens: true,
      });
      expect(body).toMatchObject({ jwks, dpop_bound_access_tokens: true });
      expect(body).not.toHaveProperty('client_secret');
    });

    it('with what any developer may have when it names no scope', async () => {
      const { scope } = await registered({ grant_types: ['client_credentials'] });
      expect(scope.split(' ').sort()).toEqual(['consumer', 'deliveries', 'tasks']);
      const admin = await create(await cast.admin());
      const wide = await register({ grant_types: ['client_credentials'] }, admin.token);
      expect(expectStatus(201, wide).body.scope).not.toContain('backend');
    });

    it('that waits for approval where apps do', async () => {
      await cast.setting('app.approval', true);
      const { client_id, client_secret } = await registered({
        grant_types: ['client_credentials'],
      });
      await cast.setting('app.approval', false);
      const message = {
        basic: [client_id, client_secret] as [string, string],
        form: { grant_type: 'client_credentials' },
      };
      expectStatus(401, await bed.wire.post('/authorization/token', message));
    });

    it('that members we do not know have no effect on', async () => {
      const stranger = await cast.developer();
      const body = await registered({
        redirect_uris: [REDIRECT],
        owner_id: stranger.id,
        ownerId: stranger.id,
        role: 'Administrator',
        skip_consent: true,
        firstParty: true,
        first_party: true,
        status: 'active',
        client_id: 'gatehouse',
        client_secret: 'chosen',
        logo_uri: 'http://169.254.169.254/',
        jwks_uri: 'http://127.0.0.1:1/',
      });
      expect(body.client_id).toMatch(/^gate_app_/);
      expect(body.client_secret).toMatch(/^gate_sec_/);
      const apps = await cast.asAdmin('GET', `/backend/app?search=${body.client_id}`);
      expect(apps.body.entry[0]).toMatchObject({
        ownerId: maker.id,
        firstParty: false,
        url: null,
      });
    });
  });

  describe('registers what it can, and says what that is', () => {
    const valid = { redirect_uris: [REDIRECT], grant_types: ['authorization_code'] };
    const MEMBERS = [
      'client_name',
      'client_uri',
      'scope',
      'grant_types',
      'response_types',
      'token_endpoint_auth_method',
      'token_endpoint_auth_methods_supported',
      'application_type',
      'jwks',
      'jwks_uri',
      'logo_uri',
      'dpop_bound_access_tokens',
    ];

    it.each([null, '', ' ', [], [null], [''], {}, { keys: [] }])(
      'takes %j for a member left out',
      async (nothing) => {
        const plain = await registered({ redirect_uris: [REDIRECT] });
        const members = Object.fromEntries(MEMBERS.map((name) => [name, nothing]));
        const body = await registered({ ...members, redirect_uris: [REDIRECT] });
        const { scope, grant_types, response_types, token_endpoint_auth_method } = plain;
        expect(scope).not.toBe('');
        expect(body).toMatchObject({
          scope,
          grant_types,
          response_types,
          token_endpoint_auth_method,
        });
      },
    );

    it.each<[string, object, object]>([
      [
        'a grant type that we do not have',
        {
          grant_types: [
            'authorization_code',
            'refresh_token',
            'urn:ietf:params:oauth:grant-type:jwt-bearer',
          ],
        },
        { grant_types: ['authorization_code', 'refresh_token'] },
      ],
      [
        'a grant type that a public client cannot have',
        {
          grant_types: ['authorization_code', 'client_credentials'],
          token_endpoint_auth_method: 'none',
        },
        { grant_types: ['authorization_code'], token_endpoint_auth_method: 'none' },
      ],
      [
        'a response type that we do not have',
        { response_types: ['code', 'code id_token'] },
        { response_types: ['code'] },
      ],
      [
        'an authentication that we do not have',
        { token_endpoint_auth_method: 'client_secret_jwt' },
        { token_endpoint_auth_method: 'client_secret_basic' },
      ],
      [
        'keys elsewhere where it can be public',
        {
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
          jwks_uri: 'https://client.example/jwks',
        },
        { token_endpoint_auth_method: 'none' },
      ],
      ['an application type', { application_type: 'service' }, { application_type: 'web' }],
      [
        'another algorithm of ID tokens',
        { id_token_signed_response_alg: 'HS256' },
        { id_token_signed_response_alg: 'ES256' },
      ],
    ])('replaces %s', async (_, wish, told) => {
      expect(await registered({ ...valid, ...wish })).toMatchObject(told);
    });

    it('keeps RS256 for ID tokens and the addresses after signing out, and says so', async () => {
      const wish = {
        id_token_signed_response_alg: 'RS256',
        post_logout_redirect_uris: ['https://spa.example.com/', 'http://spa.example.com/'],
      };
      const told = await registered({ ...valid, ...wish });
      expect(told).toMatchObject({
        id_token_signed_response_alg: 'RS256',
        post_logout_redirect_uris: ['https://spa.example.com/'],
      });
      const apps = await cast.asAdmin('GET', `/backend/app?search=${told.client_id}`);
      expect(apps.body.entry[0]).toMatchObject({
        idTokenAlg: 'RS256',
        postLogoutRedirectUris: ['https://spa.example.com/'],
        redirectUris: valid.redirect_uris,
      });
      const bare = await registered({ ...valid, post_logout_redirect_uris: null });
      expect(bare).not.toHaveProperty('post_logout_redirect_uris');
      expect(bare.id_token_signed_response_alg).toBe('ES256');
    });
  });

  describe('holds a program to the grant types that it registered for', () => {
    const tokens = (by: { client_id: string; client_secret: string }, form: object) =>
      bed.wire.post('/authorization/token', {
        basic: [by.client_id, by.client_secret],
        form: { ...form } as Record<string, string>,
      });
    const refused = ({ status, body }: Answer) => [status, body.error];
    const unauthorized = [400, 'unauthorized_client'];

    it('client_credentials alone: no code flow, no device, no refresh', async () => {
      const by = await registered({
        grant_types: ['client_credentials'],
        redirect_uris: [REDIRECT],
        response_types: [],
      });
      expect([by.grant_types, by.response_types]).toEqual([['client_credentials'], []]);
      const { body } = expectStatus(200, await tokens(by, { grant_type: 'client_credentials' }));
      expect(body).not.toHaveProperty('refresh_token');
      const basic: [string, string] = [by.client_id, by.client_secret];
      const app = { appKey: by.client_id };
      const asked = await bed.wire.get(
        authorizeUrl(app, { redirect_uri: REDIRECT, prompt: 'none' }),
      );
      const heard = answerAt(expectStatus(303, asked).headers.location);
      expect(Object.fromEntries(heard)).toMatchObject({
        error: 'unauthorized_client',
        state: 'some state',
        iss: bed.url,
      });
      const pushed = Object.fromEntries(
        new URL(authorizeUrl(app, { redirect_uri: REDIRECT }), bed.url).searchParams,
      );
      const par = await bed.wire.post('/authorization/par', { basic, form: pushed });
      expect(refused(par)).toEqual(unauthorized);
      const device = await bed.wire.post('/authorization/device', { basic, form: {} });
      expect(refused(device)).toEqual(unauthorized);
      for (const grant_type of [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
        'urn:ietf:params:oauth:grant-type:token-exchange',
      ])
        expect(refused(await tokens(by, { grant_type, code: 'x' }))).toEqual(unauthorized);
    });

    it('the code flow alone: it cannot act for itself, and is still so after a restart', async () => {
      const by = await registered({ redirect_uris: [REDIRECT] });
      await bed.restart();
      const wish = { grant_type: 'client_credentials' };
      expect(refused(await tokens(by, wish))).toEqual(unauthorized);
      const { headers } = await bed.wire.get(
        authorizeUrl({ appKey: by.client_id }, { redirect_uri: REDIRECT }),
      );
      expect(headers.location).toContain('/consent/');
    });
  });

  describe('refuses', () => {
    const valid = { redirect_uris: [REDIRECT] };
    const key = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' };

    it.each([
      ['scopes that do not exist', { ...valid, scope: 'admin' }],
      ['scopes that the maker does not hold', { ...valid, scope: 'backend.user' }],
      ['all scopes at once', { ...valid, scope: '*' }],
      ['the implicit grant', { ...valid, grant_types: ['implicit'] }],
      ['the password grant', { ...valid, grant_types: ['password'] }],
      ['an unknown grant', { ...valid, grant_types: ['toString'] }],
      ['a token response', { ...valid, response_types: ['token'] }],
      [
        'a code response without its grant',
        { grant_types: ['client_credentials'], response_types: ['code'] },
      ],
      [
        'a public client that acts by itself',
        { ...valid, token_endpoint_auth_method: 'none', grant_types: ['client_credentials'] },
      ],
      ['private_key_jwt without keys', { ...valid, token_endpoint_auth_method: 'private_key_jwt' }],
      [
        'private_key_jwt with keys to be fetched',
        {
          ...valid,
          token_endpoint_auth_method: 'private_key_jwt',
          jwks_uri: 'https://client.example/jwks',
        },
      ],
      ['keys in two places', { ...valid, jwks: { keys: [key] }, jwks_uri: 'https://a.example' }],
      ['a private key', { ...valid, jwks: { keys: [{ ...key, d: 'AA' }] } }],
      ['a huge key', { ...valid, jwks: { keys: [key, rsaJwk(16_384)] } }],
      ['a huge exponent', { ...valid, jwks: { keys: [key, rsaJwk(4_096, 3_072)] } }],
      ['a name with a line break', { ...valid, client_name: 'a\nb' }],
      ['a name that is no text', { ...valid, client_name: ['a'] }],
      ['a web page that is none', { ...valid, client_uri: 'javascript:alert(1)' }],
      ['a flag that is no flag', { ...valid, dpop_bound_access_tokens: 'yes' }],
      ['a list in place of an object', [valid]],
    ])('%s', async (_, body) => {
      const answer = expectStatus(400, await register(body));
      expect(answer.body).toMatchObject({ error: 'invalid_client_metadata' });
      expect(answer.headers['cache-control']).toBe('no-store');
    });

    it.each([
      ['none for the code grant', []],
      ['a fragment', ['https://client.example/#x']],
      ['http to another machine', ['http://client.example/callback']],
      ['a script', ['javascript:alert(1)']],
      ['an upper-case host', ['https://CLIENT.example/callback']],
      ['the default port', ['https://client.example:443/callback']],
      ['dot segments', ['https://client.example/a/../callback']],
      ['an address in another notation', ['http://127.1/callback']],
      ['a code in the query', ['https://client.example/?code=x']],
      ['a state in the query', ['https://client.example/?a=b&state=x']],
      ['an issuer in the query', ['https://client.example/?%69ss=x']],
      ['an error in the query', ['com.example.app:/callback?error=x']],
      ['a wildcard', ['https://*.client.example/callback']],
      ['a user name', ['https://client.example@evil.example/']],
      ['one bad one among good ones', [REDIRECT, 'data:text/html,x']],
      ['a text in place of a list', REDIRECT],
    ])('redirect URIs: %s', async (_, redirect_uris) => {
      const answer = expectStatus(400, await register({ redirect_uris }));
      expect(answer.body).toMatchObject({ error: 'invalid_redirect_uri' });
    });

    it('keys in another form, and says in which they are read', async () => {
      const { body } = expectStatus(400, await register({ ...valid, jwks: { n: 'AQAB' } }));
      expect(body.error_description).toBe("Write a set of public keys, as {'keys': [...]}.");
    });

    it('a private-use scheme of a web client', async () => {
      const body = { redirect_uris: ['com.example.app:/callback'], application_type: 'web' };
      expect(expectStatus(400, await register(body)).body.error).toBe('invalid_redirect_uri');
    });

    it('more programs than may register themselves; it is not their fault, and the operator hears', async () => {
      const { token: once } = await create(maker, { uses: 1 });
      await cast.setting('oauth.max_registered', 1);
      const answer = expectStatus(503, await register(valid, once));
      expect(answer.body).toMatchObject({
        error: 'temporarily_unavailable',
        error_description: expect.stringContaining('At most 1 programs'),
      });
      expect(bed.logs.join('')).toContain('raise oauth.max_registered');
      await cast.setting('oauth.max_registered', 1000);
      expectStatus(201, await register(valid, once));
    });
  });
});
