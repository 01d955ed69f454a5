/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const register = '/consumer/register';

describe('registration', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const newUser = () => {
    const username = unique('new');
    return { username, email: `${username}@example.org`, password: 'a long enough password' };
  };
  const login = (who: { username: string; password: string }) =>
    bed.wire.post('/consumer/login', { body: { username: who.username, password: who.password } });

  describe('200', () => {
    it('activates at once where no mail can be sent, and gives the default role', async () => {
      const who = newUser();
      const { body } = expectStatus(200, await bed.wire.post(register, { body: who }));
      expect(body).toEqual({ success: true, message: expect.any(String) });
      const { token } = expectStatus(200, await login(who)).body;
      const me = expectStatus(200, await bed.wire.get('/consumer/account', { token })).body;
      expect(me).toMatchObject({ username: who.username, email: who.email });
      expect(JSON.stringify(me)).toContain('Consumer');
      expect(JSON.stringify(me)).not.toMatch(/password|argon/i);
    });

    it('logs in by user name or by e-mail, whatever the case', async () => {
      const who = newUser();
      await bed.wire.post(register, { body: who });
      for (const username of [who.email, who.username.toUpperCase(), who.email.toUpperCase()])
        expectStatus(200, await login({ ...who, username }));
    });

    it('takes any Unicode in a password, and one password however it was typed', async () => {
      const who = { ...newUser(), password: 'pässwörd 密码 🔑 é' };
      await bed.wire.post(register, { body: who });
      expectStatus(200, await login({ ...who, password: who.password.normalize('NFD') }));
    });

    it('with activation by mail: the link activates once, and only then one can log in', async () => {
      await cast.setting('registration.activation', 'email');
      const who = newUser();
      expectStatus(200, await bed.wire.post(register, { body: who }));
      const early = await login(who);
      expect([early.status, early.body.code]).toEqual([401, 'invalid_credentials']);
      const token = await bed.link('activate', who.email);
      expectStatus(200, await bed.wire.post('/consumer/activate', { body: { token } }));
      expectStatus(200, await login(who));
      expectStatus(400, await bed.wire.post('/consumer/activate', { body: { token } }));
      await cast.setting('registration.activation', 'auto');
    });

    it('sends the activation link again, and says nothing about who is known', async () => {
      await cast.setting('registration.activation', 'email');
      const who = newUser();
      await bed.wire.post(register, { body: who });
      const first = await bed.link('activate', who.email);
      const resend = (email: string) =>
        bed.wire.post('/consumer/activate/resend', { body: { email } });
      const known = expectStatus(200, await resend(who.email));
      const unknown = expectStatus(200, await resend('nobody@example.org'));
      expect(known.text).toBe(unknown.text);
      const second = await bed.link('activate', who.email);
      expect(typeof first).toBe('string');
      expectStatus(200, await bed.wire.post('/consumer/activate', { body: { token: second } }));
      await cast.setting('registration.activation', 'auto');
    });

    it('with activation by an administrator: waits for them', async () => {
      await cast.setting('registration.activation', 'admin');
      const who = newUser();
      await bed.wire.post(register, { body: who });
      expectStatus(401, await login(who));
      const { body } = await cast.asAdmin('GET', `/backend/user?search=${who.username}`);
      expect(body.entry[0].status).toBe('pending');
      await cast.asAdmin('PUT', `/backend/user/${body.entry[0].id}`, {
        body: { status: 'active' },
      });
      expectStatus(200, await login(who));
      await cast.setting('registration.activation', 'auto');
    });

    it('answers a taken e-mail like a success where people wait, and its owner gets a mail', async () => {
      const known = await cast.developer();
      await cast.setting('registration.activation', 'email');
      const fresh = await bed.wire.post(register, { body: newUser() });
      const taken = await bed.wire.post(register, { body: { ...newUser(), email: known.email } });
      await cast.setting('registration.activation', 'auto');
      expect([taken.status, taken.text]).toEqual([fresh.status, fresh.text]);
      const mails = bed.outbox().filter((mail) => mail.includes(known.email));
      expect(mails.length).toBeGreaterThan(0);
    });
  });

  describe('400', () => {
    it.each([
      ['password', 'short'],
      ['password', '          '.slice(0, 9)],
      ['password', 'password123'],
      ['email', 'not an address'],
      ['username', 'a'],
      ['username', 'two words'],
      ['username', ''],
    ])('refuses %s "%s" and says which field it was', async (field, value) => {
      const answer = await bed.wire.post(register, { body: { ...newUser(), [field]: value } });
      expectStatus(400, answer);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
      for (const { code } of answer.body.errors) expect(code).toMatch(/^[a-z_]+$/);
    });

    it.each(['roleId', 'status', 'id', 'scopes', 'passwordHash', 'epoch'])(
      'refuses %s, which nobody may set',
      async (field) => {
        const answer = await bed.wire.post(register, { body: { ...newUser(), [field]: 'x' } });
        expectStatus(400, answer);
        expect(answer.text).toContain(field);
      },
    );

    it('refuses an unknown and an expired link', async () => {
      expectStatus(400, await bed.wire.post('/consumer/activate', { body: { token: 'nonsense' } }));
      await cast.setting('registration.activation', 'email');
      const who = newUser();
      await bed.wire.post(register, { body: who });
      const token = await bed.link('activate', who.email);
      bed.clock.advance(3_601_000);
      expectStatus(400, await bed.wire.post('/consumer/activate', { body: { token } }));
      await cast.loginAgain();
      await cast.setting('registration.activation', 'auto');
    });
  });

  describe('403', () => {
    it('refuses everybody while registration is off', async () => {
      await cast.setting('registration.enabled', false);
      const answer = await bed.wire.post(register, { body: newUser() });
      await cast.setting('registration.enabled', true);
      expectStatus(403, answer);
    });
  });

  describe('409', () => {
    it('refuses a taken user name, whatever its case, and a taken e-mail', async () => {
      const known = await cast.developer();
      for (const username of [known.username, known.username.toUpperCase()])
        expectStatus(409, await bed.wire.post(register, { body: { ...newUser(), username } }));
      const email = known.email.toUpperCase();
      expectStatus(409, await bed.wire.post(register, { body: { ...newUser(), email } }));
    });

    it('lets exactly one of twenty at once have a name', async () => {
      const who = newUser();
      const tries = Array.from({ length: 20 }, (_, number) =>
        bed.wire.post(register, { body: { ...who, email: `${number}.${who.email}` } }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
      expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    });
  });
});

describe('a forgotten password', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const reset = '/consumer/password_reset';

  it('is replaced by the mailed link, which ends all tokens and works once', async () => {
    const person = await cast.developer();
    const asked = await bed.wire.post(reset, { body: { email: person.email } });
    const unknown = await bed.wire.post(reset, { body: { email: 'nobody@example.org' } });
    expect([asked.status, asked.text]).toEqual([200, unknown.text]);
    const token = await bed.link('password/reset', person.email);
    const newPassword = 'another long password';
    const { body } = expectStatus(200, await bed.wire.put(reset, { body: { token, newPassword } }));
    expect(body).toEqual({ success: true, message: expect.any(String) });
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    const { refreshToken } = person;
    expectStatus(
      401,
      await bed.wire.put('/consumer/login', { body: { refresh_token: refreshToken } }),
    );
    const old = { username: person.username, password: person.password };
    expectStatus(401, await bed.wire.post('/consumer/login', { body: old }));
    await cast.login(person.username, newPassword);
    expectStatus(400, await bed.wire.put(reset, { body: { token, newPassword } }));
  });

  it('has links for one purpose: an activation link resets nothing', async () => {
    await cast.setting('registration.activation', 'email');
    const who = { username: 'purpose', email: 'purpose@example.org', password: 'long enough pw' };
    await bed.wire.post('/consumer/register', { body: who });
    await cast.setting('registration.activation', 'auto');
    const token = await bed.link('activate', who.email);
    const body = { token, newPassword: 'another long password' };
    expectStatus(400, await bed.wire.put(reset, { body }));
    const person = await cast.developer();
    await bed.wire.post(reset, { body: { email: person.email } });
    const other = await bed.link('password/reset', person.email);
    expectStatus(400, await bed.wire.post('/consumer/activate', { body: { token: other } }));
  });

  it('has links that expire after an hour, and that a changed password ends', async () => {
    const person = await cast.developer();
    await bed.wire.post(reset, { body: { email: person.email } });
    const token = await bed.link('password/reset', person.email);
    const changed = await bed.wire.put('/consumer/account/change_password', {
      token: person.token,
      body: { oldPassword: person.password, newPassword: 'changed by hand 1' },
    });
    expectStatus(200, changed);
    const body = { token, newPassword: 'another long password' };
    expectStatus(400, await bed.wire.put(reset, { body }));
    const late = await cast.developer();
    await bed.wire.post(reset, { body: { email: late.email } });
    const expired = await bed.link('password/reset', late.email);
    bed.clock.advance(3_601_000);
    expectStatus(400, await bed.wire.put(reset, { body: { ...body, token: expired } }));
  });

  it('refuses a weak new password and keeps the link', async () => {
    const person = await cast.developer();
    await bed.wire.post(reset, { body: { email: person.email } });
    const token = await bed.link('password/reset', person.email);
    expectStatus(400, await bed.wire.put(reset, { body: { token, newPassword: 'short' } }));
    const body = { token, newPassword: 'another long password' };
    expectStatus(200, await bed.wire.put(reset, { body }));
  });
});
