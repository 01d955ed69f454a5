import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const bed = testbed();
const cast = new Cast(bed);

describe('/backend/role', () => {
  it('makes, reads, changes and removes a role', async () => {
    const name = unique('Courier');
    const body = { name, description: 'Drives', scopes: ['deliveries'] };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/role', { body })).body;
    expect(made).toMatchObject(body);
    const path = `/backend/role/${made.id}`;
    expect((await cast.asAdmin('GET', path)).body).toMatchObject(body);
    const change = { body: { scopes: ['deliveries', 'tasks.list'] } };
    const changed = expectStatus(200, await cast.asAdmin('PUT', path, change)).body;
    expect(changed).toMatchObject({ name, scopes: ['deliveries', 'tasks.list'] });
    expectStatus(204, await cast.asAdmin('DELETE', path));
    expectStatus(404, await cast.asAdmin('GET', path));
  });

  it('names a role in any language, and in one spelling only', async () => {
    for (const name of ['Verkäufer Österreich', 'Équipe', 'فريق الدعم'])
      expect((await cast.role(['deliveries'], name)).name).toBe(name);
    const taken = (name: string) =>
      cast.asAdmin('POST', '/backend/role', { body: { name, scopes: [] } });
    expectStatus(409, await taken('équipe'));
    expectStatus(409, await taken('E\u0301quipe'));
    for (const name of ['Sup\u202eport', 'a\u200bb', 'a/b', ' x'])
      expectStatus(400, await taken(name));
  });

  it('is live: a scope that goes stops the next call, and opens it when it comes back', async () => {
    const role = await cast.role(['deliveries', 'consumer']);
    const roleId = role.id;
    const person = await cast.holderOf('Consumer');
    await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId } });
    const { token } = await cast.login(person.username, person.password);
    const app = await cast.app({ owner: person, scopes: ['deliveries'] });
    const ofApp = await cast.token(app);
    const scopes = (list: string[]) =>
      cast.asAdmin('PUT', `/backend/role/${roleId}`, { body: { scopes: list } });
    for (const each of [token, ofApp])
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: each }));
    expectStatus(200, await scopes(['consumer']));
    for (const each of [token, ofApp])
      expectStatus(403, await bed.wire.get('/api/deliveries', { token: each }));
    expectStatus(200, await scopes(['consumer', 'deliveries.list']));
    for (const each of [token, ofApp]) {
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: each }));
      const message = { token: each, body: { title: 'x' } };
      expectStatus(403, await bed.wire.post('/api/deliveries', message));
    }
    expectStatus(200, await scopes(['consumer', 'deliveries']));
    for (const each of [token, ofApp])
      expectStatus(200, await bed.wire.get('/api/deliveries', { token: each }));
  });

  it('is live on another instance within a second', async () => {
    const second = await bed.second();
    const role = await cast.role(['deliveries', 'consumer']);
    const person = await cast.holderOf('Consumer');
    await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId: role.id } });
    const { token } = await cast.login(person.username, person.password);
    const there = async () => (await second.get('/api/deliveries', { token })).status;
    const until = async (status: number) => {
      const deadline = Date.now() + 1_000;
      while (Date.now() < deadline && (await there()) !== status)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await there()).toBe(status);
    };
    await until(200);
    const path = `/backend/role/${role.id}`;
    await cast.asAdmin('PUT', path, { body: { scopes: ['consumer'] } });
    await until(403);
    await cast.asAdmin('PUT', path, { body: { scopes: ['consumer', 'deliveries'] } });
    await until(200);
    await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { status: 'disabled' } });
    await until(401);
  });

  it('refuses unknown scopes 400, a taken name 409, the removal of what is needed 409', async () => {
    const role = await cast.role(['deliveries']);
    const create = (body: object) => cast.asAdmin('POST', '/backend/role', { body });
    expectStatus(400, await create({ name: unique('r'), scopes: ['no_such_scope'] }));
    expectStatus(400, await create({ name: '', scopes: [] }));
    expectStatus(409, await create({ name: role.name, scopes: [] }));
    expectStatus(400, await create({ name: unique('r'), scopes: [], system: true }));
    for (const name of ['Administrator', 'Partner', 'Consumer'])
      expectStatus(409, await cast.asAdmin('DELETE', `/backend/role/${await cast.roleId(name)}`));
    const person = await cast.holderOf('Consumer');
    await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body: { roleId: role.id } });
    expectStatus(409, await cast.asAdmin('DELETE', `/backend/role/${role.id}`));
  });

  it('gives nobody a scope that its giver does not hold: 403', async () => {
    const helper = await cast.holderOf(['backend.role', 'backend.user', 'deliveries']);
    const { token } = helper;
    const create = (scopes: string[]) =>
      bed.wire.post('/backend/role', { token, body: { name: unique('r'), scopes } });
    expectStatus(201, await create(['deliveries']));
    for (const scope of ['backend', 'backend.app', 'tasks'])
      expectStatus(403, await create([scope]));
    const roleId = await cast.roleId('Administrator');
    const username = unique('up');
    const newUser = { username, email: `${username}@example.org`, password: 'long enough pw' };
    const up = { token, body: { ...newUser, roleId } };
    expectStatus(403, await bed.wire.post('/backend/user', up));
    const self = { token, body: { roleId } };
    expectStatus(403, await bed.wire.put(`/backend/user/${helper.id}`, self));
    const admin = await cast.admin();
    const reset = { token, body: { password: 'taken over by me' } };
    expectStatus(403, await bed.wire.put(`/backend/user/${admin.id}`, reset));
    expectStatus(403, await bed.wire.delete(`/backend/user/${admin.id}`, { token }));
  });
});

describe('/backend/scope', () => {
  it('holds every scope of the catalogue, and new ones for operations elsewhere', async () => {
    const name = `billing_${Date.now()}`;
    const body = { name, description: 'Bills' };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body })).body;
    expectStatus(409, await cast.asAdmin('POST', '/backend/scope', { body }));
    expectStatus(400, await cast.asAdmin('POST', '/backend/scope', { body: { name: 'a b' } }));
    // A login's token holds what there was when it was made.
    await cast.loginAgain();
    const role = await cast.role([name]);
    const path = `/backend/scope/${made.id}`;
    expectStatus(409, await cast.asAdmin('DELETE', path));
    await cast.asAdmin('DELETE', `/backend/role/${role.id}`);
    expectStatus(204, await cast.asAdmin('DELETE', path));
  });

  it('keeps nobody out, however many and long they are', async () => {
    const made: string[] = [];
    for (let number = 0; number < 40; number += 1) {
      const body = { name: `aa${number}_`.padEnd(128, 'x') };
      made.push(expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body })).body.id);
    }
    const { token, refreshToken } = await cast.loginAgain();
    const last = made.pop();
    expectStatus(204, await bed.wire.delete(`/backend/scope/${last}`, { token }));
    const body = { refresh_token: refreshToken };
    const renewed = expectStatus(200, await bed.wire.put('/consumer/login', { body })).body;
    for (const id of made)
      expectStatus(204, await bed.wire.delete(`/backend/scope/${id}`, { token: renewed.token }));
    await cast.loginAgain();
  });

  it('keeps the scopes that operations need: 409', async () => {
    const { body } = await cast.asAdmin('GET', '/backend/scope?search=deliveries.create');
    expectStatus(409, await cast.asAdmin('DELETE', `/backend/scope/${body.entry[0].id}`));
  });
});

describe('/backend/config', () => {
  it('refuses a role_default that does not exist, when it is saved', async () => {
    const set = (value: unknown) =>
      cast.asAdmin('PUT', '/backend/config/role_default', { body: { value } });
    for (const value of ['No such role', '', 7, null, ['Consumer']])
      expectStatus(400, await set(value));
    const { body } = await cast.asAdmin('GET', '/backend/config/role_default');
    expect(body.value).toBe('Consumer');
    expectStatus(200, await set('Consumer'));
  });

  it('gives the next registered person the role that role_default names', async () => {
    const role = await cast.role(['consumer', 'deliveries.list']);
    await cast.setting('role_default', role.name);
    expectStatus(409, await cast.asAdmin('DELETE', `/backend/role/${role.id}`));
    const person = await cast.developer();
    await cast.setting('role_default', 'Consumer');
    const { body } = await cast.asAdmin('GET', `/backend/user/${person.id}`);
    expect(body.roleId).toBe(role.id);
    const { token } = person;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(403, await bed.wire.post('/api/deliveries', { token, body: { title: 'x' } }));
  });

  it('does not let somebody make everyone what they are not', async () => {
    const helper = await cast.holderOf(['backend.config', 'deliveries']);
    const message = { token: helper.token, body: { value: 'Administrator' } };
    expectStatus(403, await bed.wire.put('/backend/config/role_default', message));
  });

  it.each([
    ['registration.activation', 'perhaps'],
    ['registration.enabled', 'yes'],
    ['app.max_per_user', 0],
    ['app.max_per_user', 1.5],
    ['token.access_ttl', -1],
    ['token.access_ttl', '3600'],
    ['oauth.token_get', 1],
  ])('refuses %s = %j', async (key, value) => {
    expectStatus(400, await cast.asAdmin('PUT', `/backend/config/${key}`, { body: { value } }));
  });

  it('lists the settings of the contract, and knows no other: 404', async () => {
    const { body } = await cast.asAdmin('GET', '/backend/config?count=100');
    expect(body.entry.map(({ key }: { key: string }) => key).sort()).toEqual(
      [
        'app.approval',
        'app.max_per_user',
        'account.max_per_user',
        'audit.retention_days',
        'oauth.dynamic_registration',
        'oauth.max_registered',
        'oauth.redirect_schemes',
        'oauth.token_get',
        'oauth.user_credentials',
        'portal.first_steps',
        'quota.grants',
        'quota.logins',
        'quota.personal_tokens',
        'quota.rows',
        'registration.activation',
        'registration.enabled',
        'role_default',
        'token.access_ttl',
        'token.refresh_ttl',
      ].sort(),
    );
    const message = { body: { value: 1 } };
    expectStatus(404, await cast.asAdmin('PUT', '/backend/config/no.such.key', message));
    for (const key of ['__proto__', 'constructor', 'toString'])
      expectStatus(404, await cast.asAdmin('GET', `/backend/config/${key}`));
  });
});

describe('/backend/user', () => {
  const newUser = () => {
    const username = unique('made');
    return { username, email: `${username}@example.org`, password: 'a long enough password' };
  };

  it('makes, reads, changes and removes a person, and shows no hash', async () => {
    const body = newUser();
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/user', { body })).body;
    expect(made).toMatchObject({ username: body.username, status: 'active' });
    expect(JSON.stringify(made)).not.toMatch(/argon|passwordHash/i);
    const path = `/backend/user/${made.id}`;
    const email = `other.${body.email}`;
    const changed = expectStatus(200, await cast.asAdmin('PUT', path, { body: { email } })).body;
    expect(changed).toMatchObject({ email, username: body.username });
    expectStatus(204, await cast.asAdmin('DELETE', path));
    expectStatus(404, await cast.asAdmin('GET', path));
  });

  it('disables a person: every token of theirs and of their apps ends at once', async () => {
    const person = await cast.developer();
    const app = await cast.app({ owner: person });
    const token = await cast.token(app);
    const path = `/backend/user/${person.id}`;
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { status: 'disabled' } }));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    const body = { refresh_token: person.refreshToken };
    expectStatus(401, await bed.wire.put('/consumer/login', { body }));
    await cast.asAdmin('PUT', path, { body: { status: 'active' } });
    // What was ended stays ended; what the person opens anew works.
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    await cast.login(person.username, person.password);
  });

  it('sets a password: the old tokens end, and the same millisecond’s new ones work', async () => {
    const person = await cast.developer();
    const body = { password: 'set by the administrator' };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, { body }));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    const { token } = await cast.login(person.username, body.password);
    expectStatus(200, await bed.wire.get('/consumer/account', { token }));
  });

  it('keeps the last administrator: not removed, not disabled, not demoted', async () => {
    const admin = await cast.admin();
    const path = `/backend/user/${admin.id}`;
    const roleId = await cast.roleId('Consumer');
    expectStatus(409, await cast.asAdmin('DELETE', path));
    expectStatus(409, await cast.asAdmin('PUT', path, { body: { status: 'disabled' } }));
    expectStatus(409, await cast.asAdmin('PUT', path, { body: { roleId } }));
  });

  it('keeps one of two administrators who demote each other at once', async () => {
    const other = await cast.holderOf('Administrator');
    const roleId = await cast.roleId('Consumer');
    const admin = await cast.admin();
    const demote = (id: string, by: Person) =>
      bed.wire.put(`/backend/user/${id}`, { token: by.token, body: { roleId } });
    const answers = await Promise.all([demote(other.id, admin), demote(admin.id, other)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const survivor = answers[0]?.status === 200 ? admin : other;
    expectStatus(200, await bed.wire.get('/backend/user', { token: survivor.token }));
    if (survivor === other) {
      const back = { token: other.token, body: { roleId: await roleOf(other, 'Administrator') } };
      expectStatus(200, await bed.wire.put(`/backend/user/${admin.id}`, back));
      await cast.loginAgain();
    }
  });

  const roleOf = async (by: Person, name: string): Promise<string> => {
    const { body } = await bed.wire.get('/backend/role?count=100', { token: by.token });
    return body.entry.find((role: { name: string }) => role.name === name).id;
  };

  it('refuses what is taken 409, unknown 400 and forbidden 400', async () => {
    const known = await cast.developer();
    const create = (body: object) => cast.asAdmin('POST', '/backend/user', { body });
    expectStatus(409, await create({ ...newUser(), username: known.username }));
    expectStatus(409, await create({ ...newUser(), email: known.email }));
    expectStatus(400, await create({ ...newUser(), roleId: 'rol_unknown' }));
    expectStatus(400, await create({ ...newUser(), status: 'sleeping' }));
    expectStatus(400, await create({ ...newUser(), epoch: 7 }));
    expectStatus(400, await create({ ...newUser(), password: 'short' }));
  });
});

describe('/backend/statistic', () => {
  it('never changes the past when somebody or something goes', async () => {
    const person = await cast.developer();
    const app = await cast.app({ owner: person });
    await cast.token(app);
    await cast.token(app);
    const today = async () => {
      const { body } = expectStatus(200, await cast.asAdmin('GET', '/backend/statistic'));
      return body.days.at(-1);
    };
    const before = await today();
    expect(before.issued).toBeGreaterThanOrEqual(2);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${app.id}`));
    expect(await today()).toEqual(before);
    const { id } = await cast.app({ owner: person });
    const withOne = await today();
    expect(withOne.apps).toBe(before.apps + 1);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${person.id}`));
    expectStatus(404, await cast.asAdmin('GET', `/backend/app/${id}`));
    expect(await today()).toEqual(withOne);
  });
});

describe('/backend/token, /backend/audit and /backend/statistic', () => {
  it('lists live grants and ends one: its tokens are over at once', async () => {
    const person = await cast.developer();
    const { body } = await cast.asAdmin('GET', `/backend/token?userId=${person.id}`);
    expect(body.entry).toHaveLength(1);
    const search = encodeURIComponent(person.username);
    const searched = await cast.asAdmin('GET', `/backend/token?search=${search}`);
    expect(searched.body).toEqual(body);
    const byKind = await cast.asAdmin('GET', `/backend/token?userId=${person.id}&search=login`);
    expect(byKind.body).toEqual(body);
    const path = `/backend/token/${body.entry[0].id}`;
    expectStatus(204, await cast.asAdmin('DELETE', path));
    expectStatus(401, await bed.wire.get('/consumer/account', { token: person.token }));
    expectStatus(404, await cast.asAdmin('DELETE', path));
  });

  it('lists nothing that a removal, signing out everywhere or ending all tokens has ended', async () => {
    const live = async (filter: string): Promise<number> =>
      (await cast.asAdmin('GET', `/backend/token?${filter}`)).body.totalResults;
    const person = await cast.developer();
    const app = await cast.app({ owner: person });
    const renew = async () =>
      expectStatus(200, await cast.refresh(app, (await cast.tokens(app)).refresh_token));
    await renew();
    expect(await live(`userId=${person.id}`)).toBe(1);
    expect(await live(`clientId=${app.appKey}`)).toBe(1);

    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${app.id}/token`));
    expect(await live(`clientId=${app.appKey}`)).toBe(0);
    await renew();
    expect(await live(`clientId=${app.appKey}`)).toBe(1);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${app.id}`));
    expect(await live(`clientId=${app.appKey}`)).toBe(0);

    expectStatus(204, await cast.asAdmin('POST', `/backend/user/${person.id}/logout`));
    expect(await live(`userId=${person.id}`)).toBe(0);
    await cast.login(person.username, person.password);
    expect(await live(`userId=${person.id}`)).toBe(1);
    const before = (await cast.asAdmin('GET', '/backend/statistic')).body.totals.grants;
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${person.id}`));
    expect(await live(`userId=${person.id}`)).toBe(0);
    const after = (await cast.asAdmin('GET', '/backend/statistic')).body.totals.grants;
    expect(after).toBe(before - 1);
  });

  it('tells who did what, in one row written with the change itself', async () => {
    const role = await cast.role(['deliveries']);
    const admin = await cast.admin();
    const { body } = await cast.asAdmin('GET', '/backend/audit?event=backend.role.create');
    expect(body.entry[0]).toMatchObject({
      event: 'backend.role.create',
      userId: admin.id,
      subject: `role:${role.id}`,
      ip: '127.0.0.1',
    });
    expect(Math.abs(Date.parse(body.entry[0].at) - bed.clock.now())).toBeLessThan(60_000);
  });

  it('counts', async () => {
    expectStatus(200, await cast.asAdmin('GET', '/backend/statistic'));
  });
});

describe('/backend/account', () => {
  it('makes, reads, changes and removes the account of a partner', async () => {
    const partner = await cast.partner();
    const body = { name: 'Theirs', ownerId: partner.id };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/account', { body })).body;
    const path = `/backend/account/${made.id}`;
    const change = { body: { name: 'Renamed' } };
    expect(expectStatus(200, await cast.asAdmin('PUT', path, change)).body.name).toBe('Renamed');
    const own = await bed.wire.get('/partner/account', { token: partner.token });
    expect(own.body.entry).toEqual([expect.objectContaining({ id: made.id, name: 'Renamed' })]);
    expectStatus(204, await cast.asAdmin('DELETE', path));
    expectStatus(404, await cast.asAdmin('GET', path));
    expectStatus(404, await cast.asAdmin('GET', `${path}/member`));
    const unknown = { body: { ...body, ownerId: 'usr_unknown' } };
    expectStatus(400, await cast.asAdmin('POST', '/backend/account', unknown));
  });

  it('names the owner, follows a change of owner, and tells who belongs to it', async () => {
    const [one, two] = [await cast.partner(), await cast.partner()];
    const [member, account] = [await cast.developer(), await cast.account(one)];
    await cast.member(one, account.id, member);
    const path = `/backend/account/${account.id}`;
    expect((await cast.asAdmin('GET', path)).body.owner).toBe(one.username);
    const { body } = await cast.asAdmin('PUT', path, { body: { ownerId: two.id } });
    expect(body).toMatchObject({ ownerId: two.id, owner: two.username });
    const members = expectStatus(200, await cast.asAdmin('GET', `${path}/member`)).body;
    const { id: userId, username } = member;
    expect(members.entry).toEqual([{ userId, username, createdAt: expect.any(String) }]);
    const { token } = one;
    expectStatus(403, await bed.wire.get(`${path}/member`, { token }));
  });
});

describe('every list', () => {
  const lists = [
    '/backend/account',
    '/backend/app',
    '/backend/audit',
    '/backend/config',
    '/backend/operation',
    '/backend/role',
    '/backend/scope',
    '/backend/token',
    '/backend/user',
    '/consumer/app',
    '/consumer/grant',
    '/consumer/token',
    '/consumer/scope',
    '/partner/account',
    '/api/deliveries',
    '/api/tasks',
  ];

  it.each(lists)('%s is paged: startIndex, count up to 100 and search', async (path) => {
    const { body } = expectStatus(200, await cast.asAdmin('GET', path));
    expect(body).toMatchObject({
      totalResults: expect.any(Number),
      startIndex: 0,
      itemsPerPage: 16,
      entry: expect.any(Array),
    });
    expect(body.entry.length).toBeLessThanOrEqual(16);
    const part = await cast.asAdmin('GET', `${path}?startIndex=1&count=1`);
    expect(expectStatus(200, part).body).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
    expect(part.body.entry.length).toBeLessThanOrEqual(1);
    const none = await cast.asAdmin('GET', `${path}?search=${encodeURIComponent("%_!' nothing")}`);
    expect(expectStatus(200, none).body).toMatchObject({ totalResults: 0, entry: [] });
    for (const query of ['count=0', 'count=101', 'startIndex=-1', 'count=many', 'count=1&count=2'])
      expectStatus(400, await cast.asAdmin('GET', `${path}?${query}`));
  });
});
