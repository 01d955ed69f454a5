/** @database sqlite */
import { Browser } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';
import type { Answer, Message } from '../support/wire.js';

const LATER_MS = 601_000;

/** A login of the person's own, of any kind. */
type Send = (method: string, path: string, message?: Message) => Promise<Answer>;

describe('what decides about a person', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const withToken =
    (token: string): Send =>
    (method, path, message = {}) =>
      bed.wire.send(method, path, { ...message, token });
  const bySession = async (person: Person): Promise<Send> => {
    const browser = new Browser(bed);
    await browser.signIn(person);
    return (method, path, message) => browser.send(method, path, message);
  };
  const byCredentials = async ({ username, password }: Person): Promise<Send> => {
    const answer = await bed.wire.post('/authorization/token', {
      basic: [username, password],
      form: { grant_type: 'client_credentials' },
    });
    return withToken(expectStatus(200, answer).body.access_token);
  };
  const KINDS: [string, (person: Person) => Promise<Send>][] = [
    ['a portal session', bySession],
    ['a login', async ({ token }) => withToken(token)],
    ['name and password', byCredentials],
  ];
  const newEmail = () => ({ body: { email: `${unique('new')}@example.org` } });
  const refused = (answer: Answer) =>
    expect([answer.status, answer.body.code]).toEqual([403, 'confirmation_required']);

  it.each(KINDS)(
    'is asked to be confirmed ten minutes after %s, and then works',
    async (_, open) => {
      const person = await cast.developer();
      const send = await open(person);
      expectStatus(200, await send('PUT', '/consumer/account', newEmail()));
      bed.clock.advance(LATER_MS);
      refused(await send('PUT', '/consumer/account', newEmail()));
      refused(await send('POST', '/consumer/account/mfa'));
      refused(await send('PUT', '/consumer/account/mfa', { body: { code: '000000' } }));
      refused(await send('DELETE', '/consumer/account/mfa'));
      refused(await send('DELETE', '/consumer/account'));

      const wrong = await send('POST', '/consumer/confirm', { body: { password: 'a wrong one' } });
      expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_credentials']);
      refused(await send('PUT', '/consumer/account', newEmail()));
      const { password } = person;
      expectStatus(204, await send('POST', '/consumer/confirm', { body: { password } }));
      expectStatus(200, await send('PUT', '/consumer/account', newEmail()));
      expectStatus(201, await send('POST', '/consumer/account/mfa'));
      bed.clock.advance(LATER_MS);
      refused(await send('DELETE', '/consumer/account'));
      expectStatus(204, await send('POST', '/consumer/confirm', { body: { password } }));
      expectStatus(204, await send('DELETE', '/consumer/account'));
    },
  );

  it('is confirmed in one login alone, and lasts over a renewal of it', async () => {
    const person = await cast.developer();
    const { password } = person;
    const other = await cast.login(person.username, password);
    bed.clock.advance(LATER_MS);
    const mine = withToken(person.token);
    expectStatus(204, await mine('POST', '/consumer/confirm', { body: { password } }));
    refused(await withToken(other.token)('PUT', '/consumer/account', newEmail()));
    const body = { refresh_token: person.refreshToken };
    const { token } = expectStatus(200, await bed.wire.put('/consumer/login', { body })).body;
    expectStatus(200, await withToken(token)('PUT', '/consumer/account', newEmail()));
  });

  it('is no younger after a renewal of the login: only the person makes it so', async () => {
    const person = await cast.developer();
    bed.clock.advance(LATER_MS);
    const body = { refresh_token: person.refreshToken };
    const { token } = expectStatus(200, await bed.wire.put('/consumer/login', { body })).body;
    refused(await withToken(token)('PUT', '/consumer/account', newEmail()));
  });

  it('takes a code of the second factor, which works once; a wrong one confirms nothing', async () => {
    const person = await cast.developer();
    const { secret, recoveryCodes } = await cast.secondFactor(person);
    const send = withToken(person.token);
    const confirm = (body: object) => send('POST', '/consumer/confirm', { body });
    bed.clock.advance(LATER_MS);
    expectStatus(401, await confirm({ otp: '000000' }));
    expectStatus(401, await confirm({ otp: 'abcde-abcde-abcde-abcde' }));
    expectStatus(401, await confirm({ password: person.password, otp: '000000' }));
    refused(await send('PUT', '/consumer/account', newEmail()));
    const otp = cast.code(secret);
    expectStatus(204, await confirm({ otp }));
    expectStatus(200, await send('PUT', '/consumer/account', newEmail()));
    bed.clock.advance(LATER_MS);
    expectStatus(401, await confirm({ otp }));
    expectStatus(204, await confirm({ otp: recoveryCodes[0] }));
    expectStatus(401, await confirm({ otp: recoveryCodes[0] }));
  });

  it('takes no code of who has no second factor, and no empty proof', async () => {
    const { token } = await cast.developer();
    const confirm = (body: object) => withToken(token)('POST', '/consumer/confirm', { body });
    expectStatus(401, await confirm({ otp: '123456' }));
    for (const body of [{}, { password: '' }, { password: null }, { otp: 7 }, { pin: '1' }])
      expect((await confirm(body)).body.code).toBe('validation_failed');
  });

  it('is what administrators do to people, too, and what they make for programs', async () => {
    const admin = await cast.holderOf('Administrator');
    const person = await cast.developer();
    const send = await bySession(admin);
    bed.clock.advance(LATER_MS);
    const name = unique('made');
    const made = { username: name, email: `${name}@example.org`, password: `${name} is long` };
    const path = `/backend/user/${person.id}`;
    refused(await send('POST', '/backend/user', { body: made }));
    refused(await send('PUT', path, newEmail()));
    refused(await send('POST', `${path}/logout`));
    refused(await send('POST', `${path}/resend`));
    refused(await send('DELETE', path));
    refused(await send('POST', '/backend/initial_access', { body: {} }));
    const { password } = admin;
    expectStatus(204, await send('POST', '/consumer/confirm', { body: { password } }));
    expectStatus(201, await send('POST', '/backend/user', { body: made }));
    expectStatus(200, await send('PUT', path, newEmail()));
    expectStatus(204, await send('POST', `${path}/logout`));
    expectStatus(204, await send('DELETE', path));
  });

  it('is what makes administrators of those who have a role, or of whoever registers', async () => {
    const admin = await cast.holderOf('Administrator');
    const { id } = await cast.role(['consumer']);
    const app = await cast.app({ owner: admin, scopes: ['backend', 'consumer', 'deliveries'] });
    const browser = await bySession(admin);
    const itself = withToken(await cast.token(app));
    const widen = (by: Send, ...more: string[]) =>
      by('PUT', `/backend/role/${id}`, { body: { scopes: ['consumer', ...more] } });
    const { name } = await cast.role(['backend.audit', 'consumer']);
    const open = (by: Send, value: string) =>
      by('PUT', '/backend/config/role_default', { body: { value } });
    bed.clock.advance(LATER_MS);
    for (const answer of [await widen(itself, 'backend.user'), await open(itself, name)])
      expect([answer.status, answer.body.code]).toEqual([403, 'own_login_required']);
    refused(await widen(browser, 'backend.user'));
    refused(await open(browser, name));
    expectStatus(200, await widen(itself, 'deliveries'));
    const { password } = admin;
    expectStatus(204, await browser('POST', '/consumer/confirm', { body: { password } }));
    expectStatus(200, await widen(browser, 'backend.user'));
    expectStatus(200, await open(browser, name));
    expectStatus(200, await open(browser, 'Consumer'));
  });

  it('is not done by a token that an unconfirmed login made for it', async () => {
    const admin = await cast.holderOf('Administrator');
    bed.clock.advance(LATER_MS);
    const send = withToken(admin.token);
    const body = { name: 'script', scopes: ['backend', 'consumer'] };
    const made = expectStatus(201, await send('POST', '/consumer/token', { body })).body;
    const name = unique('planted');
    const planted = { username: name, email: `${name}@example.org`, password: `${name} is long` };
    for (const [path, sent] of [
      ['/backend/user', planted],
      [`/backend/user/${admin.id}/logout`, undefined],
    ] as const) {
      const answer = await withToken(made.token)('POST', path, { body: sent });
      expect([answer.status, answer.body.code]).toEqual([403, 'own_login_required']);
    }
  });

  it('can be confirmed whatever the role opens', async () => {
    const helper = await cast.holderOf(['backend.user', 'deliveries']);
    const { password } = helper;
    bed.clock.advance(LATER_MS);
    for (const [, open] of KINDS) {
      const send = await open(helper);
      expectStatus(204, await send('POST', '/consumer/confirm', { body: { password } }));
    }
  });
});

describe('guessing the password at the confirmation', () => {
  const bed = testbed({ env: { RATE_LIMIT: 'on' } });
  const cast = new Cast(bed);

  it('is counted as at the login: after ten wrong ones the right one waits, too', async () => {
    const { token, username, password } = await cast.developer();
    const confirm = (guess: string) =>
      bed.wire.post('/consumer/confirm', { token, body: { password: guess } });
    for (let tries = 0; tries < 10; tries += 1) expectStatus(401, await confirm(`guess ${tries}`));
    const answer = expectStatus(429, await confirm(password));
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const body = { username, password };
    expectStatus(429, await bed.wire.post('/consumer/login', { body }));
  });

  it('leaves five tries for a code', async () => {
    const person = await cast.developer();
    const { token } = person;
    await cast.secondFactor(person);
    const confirm = () => bed.wire.post('/consumer/confirm', { token, body: { otp: '000000' } });
    for (let tries = 0; tries < 5; tries += 1) expectStatus(401, await confirm());
    expectStatus(429, await confirm());
  });
});
