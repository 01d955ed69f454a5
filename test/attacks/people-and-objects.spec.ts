import { Cast, expectStatus, type Person } from '../support/cast.js';
import { cpuMilliseconds } from '../support/cpu.js';
import { concrete, hasBody, operations } from '../support/operations.js';
import { testbed } from '../support/testbed.js';

// The numbers are those of the list of attacks that this project keeps.
describe('attacks on people and their objects', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  beforeAll(async () => {
    person = await cast.developer();
  });
  const login = (username: string, password: string) =>
    bed.wire.post('/consumer/login', { body: { username, password } });

  it('42, 48: a refresh knows of a lost scope, a disabled person and a changed password', async () => {
    const role = await cast.role(['consumer', 'deliveries', 'tasks']);
    const holder = await cast.holderOf('Consumer');
    await cast.asAdmin('PUT', `/backend/user/${holder.id}`, { body: { roleId: role.id } });
    const app = await cast.app({ owner: holder, scopes: ['deliveries', 'tasks'] });
    let tokens = await cast.tokens(app);
    const scopes = ['consumer', 'deliveries'];
    await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { scopes } });
    const refreshed = expectStatus(200, await cast.refresh(app, tokens.refresh_token)).body;
    expect(refreshed.scope).toBe('deliveries');
    tokens = refreshed;
    await cast.asAdmin('PUT', `/backend/user/${holder.id}`, { body: { status: 'disabled' } });
    expectStatus(401, await cast.refresh(app, tokens.refresh_token));
    const renew = (refresh_token: string) =>
      bed.wire.put('/consumer/login', { body: { refresh_token } });
    expectStatus(401, await renew(holder.refreshToken));
    const other = await cast.developer();
    await bed.wire.put('/consumer/account/change_password', {
      token: other.token,
      body: { oldPassword: other.password, newPassword: 'another long password' },
    });
    expectStatus(401, await renew(other.refreshToken));
  });

  it('a wrong password takes as long as an unknown name', async () => {
    const spent: Record<string, number> = { [person.username]: 0, nobody_at_all: 0 };
    for (let round = 0; round < 15; round += 1)
      for (const name of Object.keys(spent))
        spent[name] =
          (spent[name] ?? 0) + (await cpuMilliseconds(() => login(name, 'wrong password')));
    const [known = 0, unknown = 0] = Object.values(spent);
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.5);
  });

  it('enormous, empty and strange passwords are answered in bounded time', async () => {
    for (const password of [
      'a'.repeat(100_000),
      '\u0000'.repeat(50),
      '\ud800',
      '💥'.repeat(1_000),
    ]) {
      const spent = await cpuMilliseconds(async () => {
        const { status } = await login(person.username, password);
        expect([400, 401]).toContain(status);
      });
      expect(spent).toBeLessThan(2_000);
    }
    const large = await login(person.username, 'a'.repeat(1_000_000)).catch(() => ({
      status: 413,
    }));
    expect(large.status).toBe(413);
  });

  it('a bearer token in a form body opens nothing', async () => {
    const answer = await bed.wire.post('/api/deliveries', {
      form: { access_token: person.token, title: 'x' },
    });
    expectStatus(415, answer);
  });

  it('an enormous bearer token is refused at once', async () => {
    for (const token of ['x'.repeat(9_000), `${'eyJ'.repeat(1_000)}.a.b`, '.'.repeat(500)]) {
      const spent = await cpuMilliseconds(async () =>
        expectStatus(401, await bed.wire.get('/api/deliveries', { token })),
      );
      expect(spent).toBeLessThan(500);
    }
  });

  it('a stranger reaches nothing by any id, in the path, the body, the query or a header', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const app = await cast.app({ owner: person });
    const token = await cast.token(app);
    const delivery = await bed.wire.post('/api/deliveries', { token, body: { title: 'secret' } });
    const personal = await bed.wire.post('/consumer/token', {
      token: person.token,
      body: {
        name: 'x',
        scopes: ['deliveries'],
        expiresAt: new Date(bed.clock.now() + 86_400_000).toISOString(),
      },
    });
    const grants = await bed.wire.get('/consumer/grant', { token: person.token });
    const ids = [
      app.id,
      app.appKey,
      person.id,
      account.id,
      delivery.body.id,
      personal.body.id,
      grants.body.entry[0]?.id,
    ];
    const stranger = await cast.holderOf('Partner');
    const all = (await operations(cast)).filter(
      ({ path, name, public: open }) =>
        path.includes(':') && !open && /^(consumer|partner|deliveries|tasks)\b/.test(name),
    );
    expect(all.length).toBeGreaterThan(15);
    for (const id of ids)
      for (const operation of all) {
        const path = operation.path.replace(/:\w+/g, String(id));
        const answer = await bed.wire.send(operation.method, path, {
          token: stranger.token,
          ...(hasBody(operation.method) && { body: {} }),
        });
        // With a body that says nothing, 400 tells nothing either.
        expect([operation.name, [400, 404].includes(answer.status)]).toEqual([
          operation.name,
          true,
        ]);
        expect(answer.text).not.toMatch(/secret|gate_/);
      }
    const there = { token: stranger.token, headers: { 'X-Account': account.id } };
    expectStatus(404, await bed.wire.get('/api/deliveries', there));
    for (const body of [
      { name: 'x', ownerId: person.id },
      { name: 'x', accountId: account.id },
    ]) {
      const answer = await bed.wire.post('/consumer/app', { token: stranger.token, body });
      expectStatus(400, answer);
    }
    expectStatus(200, await bed.wire.get(`/api/deliveries/${delivery.body.id}`, { token }));
    expectStatus(200, await bed.wire.get('/authorization/whoami', { token: person.token }));
  });

  it('a developer opens no operation of the administrators: 403', async () => {
    const all = (await operations(cast)).filter(({ name }) => /^(backend|partner)\b/.test(name));
    expect(all.length).toBeGreaterThan(30);
    for (const { method, path, name } of all) {
      const body = hasBody(method) ? { body: {} } : {};
      const answer = await bed.wire.send(method, concrete(path), { token: person.token, ...body });
      expect([name, answer.status, answer.body.code]).toEqual([name, 403, 'insufficient_scope']);
    }
  });

  it('hostile names are stored as they are, or refused, and never run', async () => {
    const names = [
      '<script>alert(1)</script>',
      "'; DROP TABLE app; --",
      '🔑'.repeat(50),
      '\u202etxt',
    ];
    for (const name of names) {
      const answer = await bed.wire.post('/consumer/app', {
        token: person.token,
        body: { name, scopes: [] },
      });
      expect([201, 400]).toContain(answer.status);
      if (answer.status !== 201) continue;
      const path = `/consumer/app/${answer.body.id}`;
      const read = await bed.wire.get(path, { token: person.token });
      expect(read.body.name).toBe(name);
      expect(read.headers['content-type']).toContain('application/json');
      expect(read.headers['x-content-type-options']).toBe('nosniff');
      const search = `/consumer/app?search=${encodeURIComponent(name)}`;
      const found = await bed.wire.get(search, { token: person.token });
      expect(expectStatus(200, found).body.totalResults).toBe(1);
      await bed.wire.delete(path, { token: person.token });
    }
    for (const name of ['\u0000', 'a\nb', 'x'.repeat(5_000), ' '])
      expectStatus(
        400,
        await bed.wire.post('/consumer/app', { token: person.token, body: { name, scopes: [] } }),
      );
  });

  it('a removed person leaves nothing that works', async () => {
    const gone = await cast.developer();
    const app = await cast.app({ owner: gone });
    const tokens = await cast.tokens(app);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${gone.id}`));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: gone.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token: tokens.access_token }));
    expectStatus(401, await cast.refresh(app, tokens.refresh_token));
    expectStatus(401, await login(gone.username, gone.password));
  });

  it('malformed paths, queries and bodies never get a 5xx', async () => {
    const paths = [
      '/%',
      '/%zz',
      '/api/deliveries/%00',
      '/api/deliveries/..%2f..%2fetc%2fpasswd',
      `/api/deliveries/${'a'.repeat(3_000)}`,
      '/api/deliveries?startIndex=1e400',
      '/api/deliveries?count[]=1',
      '/api/deliveries?search[$ne]=1',
      '/api/deliveries?search=%00',
      '/api/deliveries?search=a&search=b',
      '/api/deliveries?__proto__[x]=1',
      '/backend/user?search=%25%27%22',
      "/consumer/app/'%20OR%201=1",
      '//evil.example/',
      '/\\evil.example',
    ];
    const { token } = await cast.admin();
    for (const path of paths) {
      const { status } = await bed.wire.get(path, { token });
      expect([path, status < 500]).toEqual([path, true]);
    }
    const bodies = ['{', '[]', 'null', '7', '"x"', '{"title":{"toString":1}}', '{"__proto__":{}}'];
    for (const { method, path, name } of (await operations(cast)).filter((each) =>
      hasBody(each.method),
    ))
      for (const raw of [
        ...bodies,
        '{"constructor":{"prototype":{}}}',
        `"${'\\u0000'.repeat(9)}"`,
      ]) {
        const headers = { 'content-type': 'application/json' };
        const by = name === 'consumer.logout' ? {} : { token };
        const { status, text } = await bed.wire.send(method, concrete(path), {
          raw,
          headers,
          ...by,
        });
        expect([name, raw, status < 500 ? '' : text]).toEqual([name, raw, '']);
        expect(text).not.toMatch(/node_modules|\.ts:\d|at Object\./);
      }
  });
});
