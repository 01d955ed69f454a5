import { Browser } from '../support/browser.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('/consumer/login and /consumer/account', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const login = (username: string, password: string, otp?: string) =>
    bed.wire.post('/consumer/login', { body: { username, password, ...(otp && { otp }) } });

  it('answers wrong, unknown and disabled alike: 401 invalid_credentials', async () => {
    const person = await cast.developer();
    const disabled = await cast.developer();
    await cast.asAdmin('PUT', `/backend/user/${disabled.id}`, { body: { status: 'disabled' } });
    const answers = [
      await login(person.username, 'wrong password'),
      await login('nobody_at_all', person.password),
      await login(disabled.username, disabled.password),
    ];
    const shown = answers.map(({ status, body }) => [status, body.code, body.detail]);
    expect(new Set(shown.map(String)).size).toBe(1);
    expect(shown[0]?.slice(0, 2)).toEqual([401, 'invalid_credentials']);
  });

  it('signs out everywhere in one request: sessions and logins end, apps and others stay', async () => {
    const person = await cast.developer();
    const stranger = await cast.developer();
    const [here, there, theirs] = [new Browser(bed), new Browser(bed), new Browser(bed)];
    await here.signIn(person);
    await there.signIn(person);
    await theirs.signIn(stranger);
    const app = await cast.token(await cast.app({ owner: person }));
    const end = new Date(bed.clock.now() + 3_600_000).toISOString();
    const wish = { name: 'script', scopes: ['consumer.account'], expiresAt: end };
    const message = { token: person.token, body: wish };
    const personal = expectStatus(201, await bed.wire.post('/consumer/token', message)).body.token;

    expectStatus(204, await here.send('DELETE', '/consumer/session'));
    for (const browser of [here, there])
      expectStatus(401, await browser.send('GET', '/consumer/account'));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    const body = { refresh_token: person.refreshToken };
    expectStatus(401, await bed.wire.put('/consumer/login', { body }));
    expectStatus(200, await bed.wire.get('/consumer/account', { token: personal }));
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: app }));
    expectStatus(200, await theirs.send('GET', '/consumer/account'));
    expectStatus(200, await bed.wire.get('/consumer/account', { token: stranger.token }));
    expectStatus(200, await login(person.username, person.password));
  });

  it('logs out: 204, and the token and its refresh token are over', async () => {
    const person = await cast.developer();
    const answer = await bed.wire.post('/consumer/logout', { token: person.token });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    const body = { refresh_token: person.refreshToken };
    expectStatus(401, await bed.wire.put('/consumer/login', { body }));
  });

  it('changes a password: the old one, and every token made with it, end at once', async () => {
    const person = await cast.developer();
    const other = await cast.login(person.username, person.password);
    const app = await cast.app({ owner: person, scopes: ['deliveries'] });
    const change = (oldPassword: string, newPassword: string) =>
      bed.wire.put('/consumer/account/change_password', {
        token: person.token,
        body: { oldPassword, newPassword },
      });
    expectStatus(400, await change('not the old one', 'a new long password'));
    expectStatus(400, await change(person.password, 'short'));
    expectStatus(200, await change(person.password, 'a new long password'));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: other.token }));
    expectStatus(401, await login(person.username, person.password));
    await cast.login(person.username, 'a new long password');
    // The app has a secret of its own.
    await cast.token(app);
  });

  it('changes a password in a portal session, which stays under another cookie', async () => {
    const person = await cast.developer();
    const newPassword = 'a new long password';
    const [here, there] = [new Browser(bed), new Browser(bed)];
    await here.signIn(person);
    await there.signIn(person);
    const body = { oldPassword: person.password, newPassword };
    const wrong = { ...body, oldPassword: 'not the old one' };
    const path = '/consumer/account/change_password';
    const refused = expectStatus(400, await here.send('PUT', path, { body: wrong }));
    expect(refused.headers['set-cookie']).toBeUndefined();
    const answer = expectStatus(200, await here.send('PUT', path, { body }));
    const copy = here.cookie ?? '';
    here.cookie = String(answer.headers['set-cookie']).split(';')[0];
    expect(here.cookie).not.toBe(copy);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    expectStatus(200, await here.send('GET', '/consumer/account'));
    const { entry } = (await here.send('GET', '/consumer/session')).body;
    expect(entry.map(({ current }: { current: boolean }) => current)).toEqual([true]);
    // A copy of the cookie of before is no session any more.
    const headers = { cookie: copy };
    expectStatus(401, await bed.wire.get('/consumer/account', { headers }));
    expectStatus(401, await there.send('GET', '/consumer/account'));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    await cast.login(person.username, newPassword);
  });

  it('refuses fields that nobody may set on their own account', async () => {
    const person = await cast.developer();
    for (const field of ['roleId', 'status', 'id', 'username_key', 'epoch', 'passwordHash']) {
      const body = { [field]: 'x' };
      const answer = await bed.wire.put('/consumer/account', { token: person.token, body });
      expectStatus(400, answer);
    }
    const me = await bed.wire.get('/consumer/account', { token: person.token });
    expect(JSON.stringify(me.body)).toContain('Consumer');
  });

  it('removes the account, with all that belongs to it', async () => {
    const person = await cast.developer();
    const app = await cast.app({ owner: person, scopes: ['deliveries'] });
    const token = await cast.token(app);
    const answer = await bed.wire.delete('/consumer/account', { token: person.token });
    expectStatus(204, answer);
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(401, await login(person.username, person.password));
  });

  it('keeps the last administrator', async () => {
    const { token } = await cast.admin();
    expectStatus(409, await bed.wire.delete('/consumer/account', { token }));
    expectStatus(200, await bed.wire.get('/consumer/account', { token }));
  });

  describe('a second factor', () => {
    it('is asked for after the right password only, and a code works once', async () => {
      const person = await cast.developer();
      const { secret, recoveryCodes, otpauthUri } = await cast.secondFactor(person);
      expect(otpauthUri).toMatch(/^otpauth:\/\/totp\//);
      expect(recoveryCodes.length).toBeGreaterThan(4);
      const asked = await login(person.username, person.password);
      expect([asked.status, asked.body.code]).toEqual([401, 'mfa_required']);
      const wrong = await login(person.username, 'wrong password');
      expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_credentials']);
      expectStatus(401, await login(person.username, person.password, '000000'));
      bed.clock.advance(31_000);
      const code = cast.code(secret);
      expectStatus(200, await login(person.username, person.password, code));
      expectStatus(401, await login(person.username, person.password, code));
      bed.clock.advance(180_000);
      expectStatus(401, await login(person.username, person.password, code));
    });

    it('has recovery codes, each for one time', async () => {
      const person = await cast.developer();
      const { recoveryCodes } = await cast.secondFactor(person);
      const [first = '', second = ''] = recoveryCodes;
      expectStatus(200, await login(person.username, person.password, first));
      expectStatus(401, await login(person.username, person.password, first));
      expectStatus(200, await login(person.username, person.password, second));
    });

    it('ends what was opened without it, but for the login that set it; apps and tokens stay', async () => {
      const person = await cast.developer();
      const browsers = [new Browser(bed), new Browser(bed)] as const;
      for (const browser of browsers) await browser.signIn(person);
      const credentials = await bed.wire.post('/authorization/token', {
        basic: [person.username, person.password],
        form: { grant_type: 'client_credentials' },
      });
      const wish = { name: 'script', scopes: ['consumer.account'] };
      const message = { token: person.token, body: wish };
      const personal = expectStatus(201, await bed.wire.post('/consumer/token', message)).body;
      const app = await cast.token(await cast.app({ owner: person }));
      const status = async (token: string) =>
        (await bed.wire.get('/consumer/account', { token })).status;

      const [here, there] = browsers;
      const { secret } = expectStatus(201, await here.send('POST', '/consumer/account/mfa')).body;
      expectStatus(200, await there.send('GET', '/consumer/account'));
      const body = { code: cast.code(secret) };
      expectStatus(200, await here.send('PUT', '/consumer/account/mfa', { body }));
      expectStatus(200, await here.send('GET', '/consumer/account'));
      expectStatus(401, await there.send('GET', '/consumer/account'));
      expect(await status(person.token)).toBe(401);
      expect(await status(expectStatus(200, credentials).body.access_token)).toBe(401);
      const refresh = { body: { refresh_token: person.refreshToken } };
      expectStatus(401, await bed.wire.put('/consumer/login', refresh));
      expect(await status(personal.token)).toBe(200);
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: app }));
    });

    it('set by a login’s token, ends the sessions and the other logins', async () => {
      const person = await cast.developer();
      const other = await cast.login(person.username, person.password);
      const browser = new Browser(bed);
      await browser.signIn(person);
      await cast.secondFactor(person);
      expectStatus(200, await bed.wire.get('/consumer/account', { token: person.token }));
      expectStatus(401, await bed.wire.get('/consumer/account', { token: other.token }));
      expectStatus(401, await browser.send('GET', '/consumer/account'));
    });

    it('gives new recovery codes, which void the old ones', async () => {
      const person = await cast.developer();
      const { token } = person;
      const path = '/consumer/account/mfa/recovery_codes';
      expectStatus(404, await bed.wire.post(path, { token }));
      expectStatus(201, await bed.wire.post('/consumer/account/mfa', { token }));
      expectStatus(404, await bed.wire.post(path, { token }));
      const { recoveryCodes: old } = await cast.secondFactor(person);
      const { recoveryCodes } = expectStatus(201, await bed.wire.post(path, { token })).body;
      expect(new Set([...old, ...recoveryCodes]).size).toBe(20);
      expectStatus(401, await login(person.username, person.password, old[0]));
      expectStatus(200, await login(person.username, person.password, recoveryCodes[0]));
    });

    it('does not count until it is confirmed', async () => {
      const person = await cast.developer();
      const { token } = person;
      expectStatus(201, await bed.wire.post('/consumer/account/mfa', { token }));
      const body = { code: '000000' };
      expectStatus(400, await bed.wire.put('/consumer/account/mfa', { token, body }));
      expectStatus(200, await login(person.username, person.password));
    });

    it('is removed from a login that used it, also after a renewal, and from nothing else', async () => {
      const person = await cast.developer();
      const { recoveryCodes } = await cast.secondFactor(person);
      const remove = (token: string) => bed.wire.delete('/consumer/account/mfa', { token });
      const wish = { name: 'script', scopes: ['consumer'] };
      const message = { token: person.token, body: wish };
      const personal = expectStatus(201, await bed.wire.post('/consumer/token', message)).body;
      const own = await cast.app({ owner: person, scopes: ['consumer'] });
      // The login without a code is older than the second factor.
      for (const token of [person.token, personal.token, await cast.token(own)])
        expectStatus(403, await remove(token));
      const asked = await login(person.username, person.password, recoveryCodes[0]);
      const body = { refresh_token: expectStatus(200, asked).body.refresh_token };
      const { token } = expectStatus(200, await bed.wire.put('/consumer/login', { body })).body;
      expectStatus(204, await remove(token));
      expectStatus(200, await login(person.username, person.password));
    });
  });

  it('lists who may act for me, and ends one of them', async () => {
    const person = await cast.developer();
    const app = await cast.firstPartyApp();
    const form = {
      grant_type: 'password',
      client_id: app.appKey,
      username: person.username,
      password: person.password,
    };
    const given = expectStatus(200, await bed.wire.post('/oauth/token', { form })).body;
    const { body } = await bed.wire.get('/consumer/grant', { token: person.token });
    const grant = body.entry.find((each: { clientId?: string; app?: unknown }) =>
      JSON.stringify(each).includes(app.appKey),
    );
    expect(grant).toBeDefined();
    const stranger = await cast.developer();
    const path = `/consumer/grant/${grant.id}`;
    expectStatus(404, await bed.wire.delete(path, { token: stranger.token }));
    expectStatus(204, await bed.wire.delete(path, { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token: given.access_token }));
    expectStatus(404, await bed.wire.delete(path, { token: person.token }));
  });

  it('makes personal access tokens: shown once, narrow, and over when they are ended', async () => {
    const person = await cast.developer();
    const expiresAt = new Date(bed.clock.now() + 3_600_000).toISOString();
    const body = { name: 'my script', scopes: ['deliveries'], expiresAt };
    const made = expectStatus(
      201,
      await bed.wire.post('/consumer/token', { token: person.token, body }),
    ).body;
    const token: string = made.token;
    expect(token).toMatch(/^gate_pat_[A-Za-z0-9_]+$/);
    expectStatus(201, await bed.wire.post('/api/deliveries', { token, body: { title: 'x' } }));
    expectStatus(403, await bed.wire.get('/api/tasks', { token }));
    const list = await bed.wire.get('/consumer/token', { token: person.token });
    expect(list.text).not.toContain(token);
    expect(list.body.entry[0]).toMatchObject({ name: 'my script', scopes: ['deliveries'] });
    const stranger = await cast.developer();
    const path = `/consumer/token/${made.id}`;
    expectStatus(404, await bed.wire.delete(path, { token: stranger.token }));
    expectStatus(204, await bed.wire.delete(path, { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));

    const refused = { ...body, scopes: ['backend'] };
    expectStatus(
      403,
      await bed.wire.post('/consumer/token', { token: person.token, body: refused }),
    );
    const past = { ...body, expiresAt: '2001-01-01T00:00:00Z' };
    expectStatus(400, await bed.wire.post('/consumer/token', { token: person.token, body: past }));
    const other = await bed.wire.post('/consumer/token', { token: person.token, body });
    bed.clock.advance(3_601_000);
    expectStatus(401, await bed.wire.get('/api/deliveries', { token: other.body.token }));
  });

  it('lists the scopes that I may give', async () => {
    const person = await cast.developer();
    const { body } = await bed.wire.get('/consumer/scope?count=100', { token: person.token });
    const names = body.entry.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['deliveries', 'tasks']));
    expect(names.filter((name: string) => name.startsWith('backend'))).toEqual([]);
  });
});
