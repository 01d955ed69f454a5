/** @database sqlite */
import { Sweeper } from '../../src/database/sweeper.js';
import { Browser, authorizeUrl, pkce } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const DAY_MS = 86_400_000;
const REDIRECT = 'https://host.example/callback';
const PROGRAM = {
  client_name: 'A host',
  redirect_uris: [REDIRECT],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};

describe('registration that is open to everybody', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;

  const register = (body: object, token?: string) =>
    bed.wire.post('/authorization/register', { body, ...(token && { token }) });
  const registered = async (body: object = PROGRAM) => expectStatus(201, await register(body)).body;
  const metadata = async (name: string) => (await bed.wire.get(`/.well-known/${name}`)).body;

  /** From the consent page to the tokens. */
  const letIn = async (client_id: string, scope = 'deliveries') => {
    const browser = new Browser(bed);
    await browser.signIn(person);
    const { verifier, challenge } = pkce();
    const wishes = { redirect_uri: REDIRECT, code_challenge: challenge, scope };
    const answer = await browser.allow(authorizeUrl({ appKey: client_id }, wishes));
    const form = {
      grant_type: 'authorization_code',
      client_id,
      code: answer.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: REDIRECT,
    };
    return expectStatus(200, await bed.wire.post('/authorization/token', { form })).body;
  };
  const isThere = async (key: string) =>
    (await cast.asAdmin('GET', `/backend/app?search=${key}`)).body.entry.length === 1;

  beforeAll(async () => {
    await cast.setting('oauth.dynamic_registration', 'open');
    person = await cast.developer();
  });

  it('is advertised, as is the one with a token, and closed by default', async () => {
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      const endpoint = `${bed.url}/authorization/register`;
      expect(await metadata(name)).toMatchObject({ registration_endpoint: endpoint });
    }
    const { body } = await cast.asAdmin('GET', '/backend/config/oauth.dynamic_registration');
    expect(body).toMatchObject({ default: 'off', choices: ['off', 'token', 'open'] });
  });

  it.each([
    [true, 'token'],
    [false, 'off'],
  ])('was a switch before: %s is %s', async (former, present) => {
    const body = { value: former };
    const path = '/backend/config/oauth.dynamic_registration';
    expect(expectStatus(200, await cast.asAdmin('PUT', path, { body })).body.value).toBe(present);
    await cast.setting('oauth.dynamic_registration', 'open');
    expectStatus(400, await cast.asAdmin('PUT', path, { body: { value: 'on' } }));
  });

  it('makes a public client of the code flow and nothing else, whatever is asked', async () => {
    const app = await registered({
      ...PROGRAM,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: [...PROGRAM.grant_types, 'client_credentials'],
      scope: 'deliveries backend partner openid',
    });
    expect(app).toMatchObject({
      token_endpoint_auth_method: 'none',
      grant_types: PROGRAM.grant_types,
      scope: 'deliveries openid',
    });
    expect(app).not.toHaveProperty('client_secret');
    const usual = await registered();
    expect(usual.scope.split(' ').sort()).toEqual(
      [
        ...['authorization', 'consumer', 'deliveries', 'tasks'],
        ...['email', 'offline_access', 'openid', 'profile'],
      ].sort(),
    );
    for (const nothingLeft of [
      { grant_types: ['client_credentials'] },
      { grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] },
      { ...PROGRAM, scope: 'backend' },
      { ...PROGRAM, scope: 'nowhere' },
    ])
      expect(expectStatus(400, await register(nothingLeft)).body.error).toBe(
        'invalid_client_metadata',
      );
  });

  it('ends in a token once a person lets it in, and the page says that nobody approved it', async () => {
    const { client_id } = await registered();
    const browser = new Browser(bed);
    await browser.signIn(person);
    const id = await browser.ask(authorizeUrl({ appKey: client_id }, { redirect_uri: REDIRECT }));
    expect(expectStatus(200, await browser.see(id)).body.unapproved).toBe(true);
    const tokens = await letIn(client_id);
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: tokens.access_token }));
    const { refresh_token } = tokens;
    const form = { grant_type: 'refresh_token', client_id, refresh_token };
    expectStatus(200, await bed.wire.post('/authorization/token', { form }));
    const own = { grant_type: 'client_credentials', client_id };
    const alone = expectStatus(400, await bed.wire.post('/authorization/token', { form: own }));
    expect(alone.body.error).toBe('unauthorized_client');
  });

  it('makes an app that belongs to nobody: administrators see it and may remove it', async () => {
    const { client_id } = await registered();
    const { entry } = (await cast.asAdmin('GET', `/backend/app?search=${client_id}`)).body;
    expect(entry[0]).toMatchObject({ ownerId: '', owner: '', registration: 'open' });
    const { body } = await cast.asAdmin('GET', '/backend/audit?event=consumer.app.create');
    expect(body.entry[0]).toMatchObject({ subject: `app:${entry[0].id}`, userId: null });
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${entry[0].id}`));
    expectStatus(400, await bed.wire.get(authorizeUrl({ appKey: client_id })));
  });

  it('still takes an initial access token, and refuses a wrong one', async () => {
    const admin = await cast.admin();
    const made = await cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const app = { grant_types: ['client_credentials'] };
    const { client_id } = expectStatus(201, await register(app, made.body.token)).body;
    const { entry } = (await cast.asAdmin('GET', `/backend/app?search=${client_id}`)).body;
    expect(entry[0]).toMatchObject({ ownerId: admin.id, registration: 'token' });
    expectStatus(401, await register(PROGRAM, made.body.token));
    expectStatus(401, await register(PROGRAM, person.token));
  });

  it('leaves people their own number of apps, and has a number of its own', async () => {
    await cast.setting('app.max_per_user', 1);
    await cast.app({ owner: person });
    const { entry } = (await cast.asAdmin('GET', '/backend/app?count=100')).body;
    const there = entry.filter(({ registration }: { registration: string | null }) => registration);
    await cast.setting('oauth.max_registered', 1);
    const answer = expectStatus(503, await register(PROGRAM));
    expect(answer.body.error_description).toContain('At most 1 programs');
    await cast.setting('oauth.max_registered', there.length + 1);
    const many = await Promise.all(Array.from({ length: 8 }, () => register(PROGRAM)));
    const statuses = many.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(7).fill(503)]);
    await cast.setting('oauth.max_registered', 1000);
    await cast.setting('app.max_per_user', 16);
  });

  it('forgets after 30 days a program that nobody let in, and keeps the others', async () => {
    await cast.loginAgain();
    const used = (await registered()).client_id;
    const refused = (await registered()).client_id;
    const given = (await registered()).client_id;
    const made = await cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    const byToken = expectStatus(201, await register(PROGRAM, made.body.token)).body.client_id;
    const { entry } = (await cast.asAdmin('GET', `/backend/app?search=${given}`)).body;
    const body = { ownerId: person.id };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${entry[0].id}`, { body }));
    bed.clock.advance(29 * DAY_MS);
    await bed.app.get(Sweeper).run();
    await cast.loginAgain();
    expect(await isThere(refused)).toBe(true);
    await letIn(used);
    bed.clock.advance(2 * DAY_MS);
    await bed.app.get(Sweeper).run();
    await cast.loginAgain();
    const left = await Promise.all([used, refused, given, byToken].map(isThere));
    expect(left).toEqual([true, false, true, true]);
    expectStatus(400, await bed.wire.get(authorizeUrl({ appKey: refused })));
    bed.clock.advance(60 * DAY_MS);
    await bed.app.get(Sweeper).run();
    await cast.loginAgain();
    expect(await isThere(used)).toBe(false);
  });
});

describe('a network that registers one program after the other', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' } });
  const cast = new Cast(bed);

  it('has to wait, and others need not; a token is not counted', async () => {
    await cast.setting('oauth.dynamic_registration', 'open');
    const from = (ip: string, token?: string) =>
      bed.wire.post('/authorization/register', {
        body: PROGRAM,
        headers: { 'x-forwarded-for': ip },
        ...(token && { token }),
      });
    for (let n = 0; n < 60; n += 1) expectStatus(201, await from('192.0.2.1'));
    const { headers } = expectStatus(429, await from('192.0.2.1'));
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expectStatus(201, await from('192.0.2.2'));
    const made = await cast.asAdmin('POST', '/backend/initial_access', { body: {} });
    expectStatus(201, await from('192.0.2.1', made.body.token));
  });
});
