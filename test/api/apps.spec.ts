import { generateKeyPairSync } from 'node:crypto';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('/consumer/app', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let person: Person;
  let stranger: Person;
  beforeAll(async () => {
    person = await cast.developer();
    stranger = await cast.developer();
  });

  const create = (body: Record<string, unknown>, token = person.token) =>
    bed.wire.post('/consumer/app', { token, body });
  const flip = (app: TestApp, way: 'disable' | 'enable') =>
    bed.wire.post(`/consumer/app/${app.id}/${way}`, { token: app.owner.token });
  const works = async (app: TestApp) =>
    (
      await bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: { grant_type: 'client_credentials' },
      })
    ).status === 200;

  it('makes an app: 201 with key and secret, and the secret this one time', async () => {
    const body = { name: 'My app', url: 'https://example.org', scopes: ['deliveries'] };
    const made = expectStatus(201, await create(body)).body;
    expect(made).toMatchObject({ ...body, type: 'confidential', status: 'active' });
    expect(made.appKey).toMatch(/^gate_app_[A-Za-z0-9_]+$/);
    expect(made.appSecret).toMatch(/^gate_sec_[A-Za-z0-9_]{40,}$/);
    for (const path of [`/consumer/app/${made.id}`, '/consumer/app']) {
      const read = expectStatus(200, await bed.wire.get(path, { token: person.token }));
      expect(read.text).toContain(made.appKey);
      expect(read.text).not.toContain(made.appSecret);
    }
  });

  it('changes only what is sent, and keeps the credentials', async () => {
    const app = await cast.app({ owner: person, scopes: ['deliveries', 'tasks'] });
    const change = { token: person.token, body: { description: 'changed' } };
    const { body } = expectStatus(200, await bed.wire.put(`/consumer/app/${app.id}`, change));
    expect(body).toMatchObject({ description: 'changed', scopes: ['deliveries', 'tasks'] });
    expect(body.appKey).toBe(app.appKey);
    expect(await works(app)).toBe(true);
  });

  it('narrows a live token at once when the app loses a scope', async () => {
    const app = await cast.app({ owner: person, scopes: ['deliveries', 'tasks'] });
    const token = await cast.token(app);
    expectStatus(200, await bed.wire.get('/api/tasks', { token }));
    const change = { token: person.token, body: { scopes: ['deliveries'] } };
    expectStatus(200, await bed.wire.put(`/consumer/app/${app.id}`, change));
    expectStatus(403, await bed.wire.get('/api/tasks', { token }));
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
  });

  it('ends all tokens of an app, and the credentials live on', async () => {
    const app = await cast.app({ owner: person });
    const tokens = await cast.tokens(app);
    const path = `/consumer/app/${app.id}/token`;
    expectStatus(404, await bed.wire.delete(path, { token: stranger.token }));
    expectStatus(204, await bed.wire.delete(path, { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token: tokens.access_token }));
    expectStatus(400, await cast.refresh(app, tokens.refresh_token));
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: await cast.token(app) }));
  });

  it('removes an app: 204, its tokens are over and its key is unknown', async () => {
    const app = await cast.app({ owner: person });
    const token = await cast.token(app);
    const path = `/consumer/app/${app.id}`;
    expectStatus(204, await bed.wire.delete(path, { token: person.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(404, await bed.wire.get(path, { token: person.token }));
    expect(await works(app)).toBe(false);
  });

  it('shows what an app did, with the reason of a failure and never a secret', async () => {
    const app = await cast.app({ owner: person });
    await cast.token(app);
    const wrong = { basic: [app.appKey, 'wrong'] as [string, string] };
    const form = { grant_type: 'client_credentials' };
    await bed.wire.post('/authorization/token', { ...wrong, form });
    const path = `/consumer/app/${app.id}/activity`;
    const events = async () => {
      const { body } = expectStatus(200, await bed.wire.get(path, { token: person.token }));
      return body.entry.map(({ event }: { event: string }) => event).sort();
    };
    for (let tries = 0; tries < 50 && (await events()).length < 2; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await events()).toEqual(['invalid_client', 'issued']);
    expectStatus(404, await bed.wire.get(path, { token: stranger.token }));
  });

  it('waits for approval where the setting asks for it', async () => {
    await cast.setting('app.approval', true);
    const app = await cast.app({ owner: person });
    await cast.setting('app.approval', false);
    expect(await works(app)).toBe(false);
    const own = { token: person.token, body: { status: 'active' } };
    expectStatus(400, await bed.wire.put(`/consumer/app/${app.id}`, own));
    expectStatus(
      200,
      await cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { status: 'active' } }),
    );
    expect(await works(app)).toBe(true);
  });

  describe('that an administrator approved', () => {
    const read = async (app: TestApp) =>
      expectStatus(200, await cast.asAdmin('GET', `/backend/app/${app.id}`)).body;
    const approve = (app: TestApp) =>
      cast.asAdmin('PUT', `/backend/app/${app.id}`, { body: { status: 'active' } });
    const change = (app: TestApp, body: object) =>
      bed.wire.put(`/consumer/app/${app.id}`, { token: person.token, body });
    const redirectUris = ['https://app.example.org/callback'];

    beforeEach(async () => {
      person = await cast.developer();
      await cast.setting('app.approval', true);
    });
    afterEach(() => cast.setting('app.approval', false));

    it.each([
      { name: 'Another name' },
      { url: 'https://other.example.org' },
      { scopes: ['deliveries', 'tasks', 'authorization', 'consumer'] },
      { scopes: ['deliveries'] },
      { redirectUris: ['https://other.example.org/callback'] },
    ])('waits again when its owner changes %j, and then works on as before', async (body) => {
      const app = await cast.app({ owner: person, redirectUris });
      expect(await read(app)).toMatchObject({ approvedAt: null, approved: null });
      expectStatus(200, await approve(app));
      const { access_token: token, refresh_token: refreshToken } = await cast.tokens(app);
      const { approvedAt, approved, approvalNeeded } = await read(app);
      expect([Number.isNaN(Date.parse(approvedAt)), approvalNeeded]).toEqual([false, true]);
      const changed = expectStatus(200, await change(app, body)).body;
      expect(changed).toMatchObject({ ...body, status: 'pending', approved, approvedAt });
      expect(await works(app)).toBe(false);
      expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
      expectStatus(409, await flip(app, 'enable'));
      expectStatus(200, await approve(app));
      expect(await read(app)).toMatchObject({ status: 'active', approved: body });
      expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
      expectStatus(200, await cast.refresh(app, refreshToken));
    });

    it('works on when nothing changes that people see or that decides where answers go', async () => {
      const app = await cast.app({ owner: person, redirectUris });
      expectStatus(200, await approve(app));
      const { name, url, scopes } = await read(app);
      const same = { name, url, scopes: scopes.toReversed(), redirectUris, description: 'New.' };
      expect(expectStatus(200, await change(app, same)).body.status).toBe('active');
      // What an administrator changes, an administrator has looked at.
      const body = { name: 'By an administrator' };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${app.id}`, { body }));
      expect(await read(app)).toMatchObject({ status: 'active', approved: body });
    });

    it('waits again when it was changed while its owner had it off', async () => {
      const app = await cast.app({ owner: person, redirectUris });
      expectStatus(200, await approve(app));
      expectStatus(200, await flip(app, 'disable'));
      expect(expectStatus(200, await change(app, { name: 'Quietly' })).body.status).toBe(
        'disabled',
      );
      expect(expectStatus(200, await flip(app, 'enable')).body.status).toBe('pending');
      expect(await works(app)).toBe(false);
    });

    it('keeps no approval that an administrator took away', async () => {
      const app = await cast.app({ owner: person, redirectUris });
      expectStatus(200, await approve(app));
      for (const status of ['disabled', 'pending']) {
        const body = { status };
        const path = `/backend/app/${app.id}`;
        expectStatus(200, await cast.asAdmin('PUT', path, { body }));
        expect(await read(app)).toMatchObject({ status, approved: null, approvedAt: null });
      }
    });
  });

  it('is disabled and enabled by its owner: the tokens of before are over for good', async () => {
    const app = await cast.app({ owner: person });
    const { access_token: token, refresh_token: refreshToken } = await cast.tokens(app);
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    const off = expectStatus(200, await flip(app, 'disable')).body;
    expect(off).toMatchObject({ id: app.id, status: 'disabled', disabledBy: 'owner' });
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expect(await works(app)).toBe(false);
    const on = expectStatus(200, await flip(app, 'enable')).body;
    expect(on).toMatchObject({ id: app.id, status: 'active', disabledBy: null });
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(400, await cast.refresh(app, refreshToken));
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: await cast.token(app) }));
    const { body } = await cast.asAdmin('GET', '/backend/audit?count=2');
    const told = body.entry.map(({ event, subject }: Record<string, string>) => [event, subject]);
    expect(told).toEqual([
      ['consumer.app.enable', `app:${app.id}`],
      ['consumer.app.disable', `app:${app.id}`],
    ]);
  });

  it('is not enabled by its owner when an administrator disabled it, also after the owner', async () => {
    const app = await cast.app({ owner: person });
    const path = `/backend/app/${app.id}`;
    expectStatus(200, await flip(app, 'disable'));
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { description: 'looked at' } }));
    expectStatus(200, await flip(app, 'enable'));
    expectStatus(200, await flip(app, 'disable'));
    const disabled = await cast.asAdmin('PUT', path, { body: { status: 'disabled' } });
    expect(disabled.body).toMatchObject({ status: 'disabled', disabledBy: 'administrator' });
    const refused = expectStatus(409, await flip(app, 'enable')).body;
    expect(refused.code).toBe('administrator_required');
    expect(await works(app)).toBe(false);
    const enabled = await cast.asAdmin('PUT', path, { body: { status: 'active' } });
    expect(enabled.body).toMatchObject({ status: 'active', disabledBy: null });
    expect(await works(app)).toBe(true);
  });

  it('refuses to disable or enable an app that is not in the state for it: 409', async () => {
    const app = await cast.app({ owner: person });
    const codeOf = async (way: 'disable' | 'enable') =>
      expectStatus(409, await flip(app, way)).body.code;
    expect(await codeOf('enable')).toBe('app_not_disabled');
    expectStatus(200, await flip(app, 'disable'));
    expect(await codeOf('disable')).toBe('app_not_active');
    const pending = { body: { status: 'pending' } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${app.id}`, pending));
    expect([await codeOf('disable'), await codeOf('enable')]).toEqual([
      'app_pending',
      'app_pending',
    ]);
    expect(await works(app)).toBe(false);
  });

  it('needs the scope of the switch, which one for the other is not', async () => {
    const app = await cast.app({ owner: person });
    const body = {
      name: 'off',
      scopes: ['consumer.app.disable'],
      expiresAt: new Date(bed.clock.now() + 3_600_000).toISOString(),
    };
    const made = await bed.wire.post('/consumer/token', { token: person.token, body });
    const { token } = expectStatus(201, made).body;
    expectStatus(200, await bed.wire.post(`/consumer/app/${app.id}/disable`, { token }));
    const refused = await bed.wire.post(`/consumer/app/${app.id}/enable`, { token });
    expect(expectStatus(403, refused).headers['www-authenticate']).toContain(
      'scope="consumer.app.enable"',
    );
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token: person.token }));
  });

  it.each(['status', 'ownerId', 'firstParty', 'appKey', 'appSecret', 'id', 'epoch', 'disabledBy'])(
    'refuses %s, which a developer may not set',
    async (field) => {
      const fields = { name: 'x', url: 'https://example.org', scopes: [] };
      for (const value of ['active', true]) {
        const answer = await create({ ...fields, [field]: value });
        expectStatus(400, answer);
        expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
      }
      const app = await cast.app({ owner: person });
      const change = { token: person.token, body: { [field]: 'x' } };
      expectStatus(400, await bed.wire.put(`/consumer/app/${app.id}`, change));
      expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token: person.token }));
    },
  );

  it.each([
    ['name', ''],
    ['name', 7],
    ['url', 'javascript:alert(1)'],
    ['url', 'not a url'],
    ['scopes', 'deliveries'],
    ['scopes', ['no_such_scope']],
    ['scopes', [7]],
    ['type', 'secret'],
    ['redirectUris', ['javascript:alert(1)']],
    ['redirectUris', ['https://example.org/#fragment']],
    ['accountId', 'acc_unknown'],
  ])('refuses %s %j', async (field, value) => {
    expectStatus(400, await create({ name: 'x', scopes: [], [field]: value }));
  });

  it('refuses a scope that the developer does not hold: 403', async () => {
    for (const scope of ['backend', 'partner', 'backend.user.list']) {
      const answer = await create({ name: 'x', scopes: [scope] });
      expect([answer.status, answer.body.code]).toEqual([403, 'scope_not_held']);
    }
  });

  it('stops at sixteen apps a person, also when they are asked for at once', async () => {
    const busy = await cast.developer();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create({ name: 'x', scopes: [] }, busy.token)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 201)).toHaveLength(16);
    expect(statuses.filter((status) => status === 409)).toHaveLength(4);
  });

  it('shows a stranger nothing, by any id and any method: 404', async () => {
    const app = await cast.app({ owner: person });
    const { token } = stranger;
    const base = `/consumer/app/${app.id}`;
    const answers = [
      await bed.wire.get(base, { token }),
      await bed.wire.put(base, { token, body: { name: 'mine' } }),
      await bed.wire.delete(base, { token }),
      await bed.wire.post(`${base}/disable`, { token }),
      await bed.wire.post(`${base}/enable`, { token }),
      await bed.wire.post(`${base}/secret`, { token, body: { overlap: 'now' } }),
      await bed.wire.delete(`${base}/token`, { token }),
      await bed.wire.delete(`${base}/secret/sec_any`, { token }),
      await bed.wire.get(`${base}/activity`, { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    const list = await bed.wire.get('/consumer/app?count=100', { token });
    expect(list.text).not.toContain(app.appKey);
    const search = await bed.wire.get(`/consumer/app?search=${app.appKey}`, { token });
    expect(search.body.totalResults).toBe(0);
    expect(await works(app)).toBe(true);
  });
});

describe('/backend/app', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('makes apps for anybody, and the provider’s own ones', async () => {
    const person = await cast.developer();
    const body = { name: 'Theirs', scopes: ['deliveries'], ownerId: person.id, firstParty: true };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/app', { body })).body;
    expect(made).toMatchObject({ ownerId: person.id, firstParty: true, status: 'active' });
    expect([made.appSecret, made.secrets]).toEqual([undefined, []]);
    const own = await bed.wire.get('/consumer/app', { token: person.token });
    expect(own.text).toContain(made.appKey);
    expectStatus(200, await cast.asAdmin('GET', `/backend/app/${made.id}`));
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${made.id}`));
    expectStatus(404, await cast.asAdmin('GET', `/backend/app/${made.id}`));
  });

  it('shows a secret to nobody but the owner, who makes the first one in the portal', async () => {
    const person = await cast.developer();
    const body = { name: 'Theirs', scopes: ['deliveries'], ownerId: person.id };
    const made = expectStatus(201, await cast.asAdmin('POST', '/backend/app', { body })).body;
    const asked = await cast.asAdmin('POST', `/backend/app/${made.id}/secret`, { body: {} });
    expect([asked.status, asked.body]).toEqual([201, { previousExpiresAt: null }]);
    const { token } = person;
    const path = `/consumer/app/${made.id}/secret`;
    const { appSecret } = expectStatus(201, await bed.wire.post(path, { token, body: {} })).body;
    const app = { ...made, appSecret, owner: person };
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: await cast.token(app) }));
    const ended = await cast.asAdmin('POST', `/backend/app/${made.id}/secret`, { body: {} });
    expect(Object.keys(expectStatus(201, ended).body)).toEqual(['previousExpiresAt']);
    const credentials = { basic: [app.appKey, appSecret] as [string, string] };
    const form = { grant_type: 'client_credentials' };
    expectStatus(401, await bed.wire.post('/authorization/token', { ...credentials, form }));
    const own = { name: 'Mine', scopes: ['deliveries'] };
    const mine = expectStatus(201, await cast.asAdmin('POST', '/backend/app', { body: own })).body;
    expect(mine.appSecret).toEqual(expect.any(String));
    const next = await cast.asAdmin('POST', `/backend/app/${mine.id}/secret`, { body: {} });
    expect(next.body.appSecret).toEqual(expect.any(String));
  });

  it('leaves no key with somebody who has given the app away', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' }];
    const [giver, taker] = [await cast.developer(), await cast.developer()];
    const app = await cast.app({ owner: giver });
    const path = `/consumer/app/${app.id}`;
    expectStatus(200, await bed.wire.put(path, { token: giver.token, body: { jwks: { keys } } }));
    const body = { ownerId: taker.id };
    const given = expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${app.id}`, { body }));
    expect(given.body).toMatchObject({ ownerId: taker.id, secrets: [], jwks: null });
    expectStatus(
      401,
      await bed.wire.post('/authorization/token', {
        basic: [app.appKey, app.appSecret],
        form: { grant_type: 'client_credentials' },
      }),
    );
    expectStatus(404, await bed.wire.get(path, { token: giver.token }));
    const made = await bed.wire.post(`${path}/secret`, { token: taker.token, body: {} });
    expectStatus(201, made);
  });

  it('disables an app: its tokens are refused on the very next request', async () => {
    const app = await cast.app();
    const token = await cast.token(app);
    const path = `/backend/app/${app.id}`;
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { status: 'disabled' } }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(200, await cast.asAdmin('PUT', path, { body: { status: 'active' } }));
    expectStatus(200, await bed.wire.get('/api/deliveries', { token: await cast.token(app) }));
  });

  it('refuses an owner who does not exist and a status that does not', async () => {
    const body = { name: 'x', scopes: [] };
    for (const wrong of [{ ownerId: 'usr_unknown' }, { status: 'sleeping' }])
      expectStatus(
        400,
        await cast.asAdmin('POST', '/backend/app', { body: { ...body, ...wrong } }),
      );
  });
});
