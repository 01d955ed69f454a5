/** @database sqlite */
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { claimsOf } from '../support/wire.js';

describe('grant_type=password (RFC 6749 §4.3, first-party apps only)', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let person: Person;
  beforeAll(async () => {
    app = await cast.firstPartyApp();
    person = await cast.developer();
  });

  const ask = (parameters: Record<string, string> = {}, path = '/oauth/token', client = app) =>
    bed.wire.post(path, {
      form: {
        grant_type: 'password',
        client_id: client.appKey,
        username: person.username,
        password: person.password,
        ...parameters,
      },
    });

  it('tells who logged in and when: sub is the person, auth_time is now', async () => {
    const { body } = expectStatus(200, await ask());
    const claims = claimsOf(body.access_token);
    expect(claims).toMatchObject({ sub: person.id, client_id: app.appKey });
    expect(Math.abs(claims.auth_time - claims.iat)).toBeLessThanOrEqual(1);
  });

  it('gives no more than the person’s role, however much the app may have', async () => {
    const { body } = await ask();
    const scopes: string[] = claimsOf(body.access_token).scope.split(' ');
    expect(scopes).not.toContain('partner');
    expect(scopes.sort()).toEqual(['authorization', 'consumer', 'deliveries', 'tasks']);
    const refused = await ask({ scope: 'partner' });
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_scope']);
  });

  it('is served on /authorization/token too, in the standard’s words', async () => {
    const { body } = expectStatus(200, await ask({}, '/authorization/token'));
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    expect(body.expires_in).toBe(3600);
  });

  it('refuses an app that is not the provider’s own', async () => {
    const theirs = await cast.app({ owner: person, type: 'public' });
    for (const path of ['/oauth/token', '/authorization/token']) {
      const answer = await ask({}, path, theirs);
      expect([answer.status, answer.body.error]).toEqual([400, 'unauthorized_client']);
    }
  });

  it('answers wrong, unknown, disabled and not yet active alike', async () => {
    const disabled = await cast.developer();
    await cast.asAdmin('PUT', `/backend/user/${disabled.id}`, { body: { status: 'disabled' } });
    await cast.setting('registration.activation', 'email');
    const pending = { username: 'pending_person', password: 'a long enough password' };
    await bed.wire.post('/consumer/register', {
      body: { ...pending, email: 'pending@example.org' },
    });
    await cast.setting('registration.activation', 'auto');
    const answers = [
      await ask({ password: 'wrong password' }),
      await ask({ username: 'nobody_at_all' }),
      await ask({ username: disabled.username, password: disabled.password }),
      await ask(pending),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body.error).toBe('invalid_grant');
  });

  it.each(['username', 'password'])('refuses a request without %s', async (name) => {
    const answer = await ask({ [name]: '' });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
  });

  it('answers mfa_required where a second factor is set and none came along', async () => {
    const careful = await cast.developer();
    const { secret } = await cast.secondFactor(careful);
    const credentials = { username: careful.username, password: careful.password };
    const without = await ask(credentials);
    expect([without.status, without.body.error]).toEqual([400, 'mfa_required']);
    bed.clock.advance(31_000);
    const otp = cast.code(secret);
    expectStatus(200, await ask({ ...credentials, otp }));
    expectStatus(400, await ask({ ...credentials, otp }));
    const wrong = await ask({ ...credentials, password: 'wrong password', otp });
    expect(wrong.body.error).toBe('invalid_grant');
    // The short cut of Fusio has no place for a second factor.
    const basic = await bed.wire.post('/authorization/token', {
      basic: [careful.username, careful.password],
      form: { grant_type: 'client_credentials' },
    });
    expect([basic.status, basic.body.error]).toEqual([401, 'invalid_client']);
  });
});
