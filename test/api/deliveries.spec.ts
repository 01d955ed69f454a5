import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const bed = testbed();
const cast = new Cast(bed);

describe.each(['deliveries', 'tasks'])('/api/%s', (noun) => {
  const list = `/api/${noun}`;
  let person: Person;
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    person = await cast.developer();
    app = await cast.app({ owner: person });
    token = await cast.token(app);
  });

  const create = (body: unknown, by = token, headers: Record<string, string> = {}) =>
    bed.wire.post(list, { token: by, body, headers });

  it('makes, reads, changes and removes a row', async () => {
    const made = expectStatus(201, await create({ title: 'lorem ipsum' })).body;
    expect(made).toMatchObject({ id: expect.any(String), title: 'lorem ipsum' });
    expect(new Date(made.createdAt).toISOString()).toBe(made.createdAt);
    const path = `${list}/${made.id}`;
    expect(expectStatus(200, await bed.wire.get(path, { token })).body).toEqual(made);
    const changed = await bed.wire.put(path, { token, body: { title: 'dolor' } });
    expect(expectStatus(200, changed).body).toMatchObject({ id: made.id, title: 'dolor' });
    const gone = await bed.wire.delete(path, { token });
    expect([gone.status, gone.text]).toEqual([204, '']);
    for (const method of ['GET', 'DELETE'])
      expectStatus(404, await bed.wire.send(method, path, { token }));
    expectStatus(404, await bed.wire.put(path, { token, body: { title: 'x' } }));
  });

  it('takes application/ld+json and ignores its @ members, in JSON they are unknown', async () => {
    const raw = JSON.stringify({ '@context': '/contexts', '@type': 'Thing', title: 'linked' });
    const send = (type: string) =>
      bed.wire.post(list, { token, raw, headers: { 'content-type': type } });
    expect(expectStatus(201, await send('application/ld+json')).body.title).toBe('linked');
    expectStatus(201, await send('application/ld+json; charset=utf-8; profile="x"'));
    expectStatus(400, await send('application/json'));
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
      expectStatus(415, await send(type));
  });

  it.each([
    [{}],
    [{ title: '' }],
    [{ title: 7 }],
    [{ title: ['x'] }],
    [{ title: 'x'.repeat(256) }],
    [{ title: 'x', owner: 'somebody' }],
    [{ title: 'x', id: 'mine' }],
    [{ title: 'x', accountId: 'x' }],
    [{ title: 'x', createdAt: '2001-01-01' }],
    [{ title: 'x', status: 'lost' }],
    [[{ title: 'x' }]],
    [null],
  ])('refuses %j', async (body) => {
    const answer = expectStatus(400, await create(body));
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: 400, code: expect.any(String) });
  });

  it('belongs to the app that made it, and to nobody else', async () => {
    const { id } = (await create({ title: 'ours' })).body;
    const path = `${list}/${id}`;
    const stranger = await cast.token(await cast.app());
    for (const by of [stranger, (await cast.developer()).token]) {
      expectStatus(404, await bed.wire.get(path, { token: by }));
      expectStatus(404, await bed.wire.put(path, { token: by, body: { title: 'mine' } }));
      expectStatus(404, await bed.wire.delete(path, { token: by }));
      const { body } = await bed.wire.get(`${list}?search=ours`, { token: by });
      expect(body.totalResults).toBe(0);
    }
    expect((await bed.wire.get(path, { token })).body.title).toBe('ours');
  });

  it('works in the account that X-Account names, for its owner and its members', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const member = await cast.developer();
    await cast.member(partner, account.id, member);
    const there = { 'X-Account': account.id };
    const { id } = expectStatus(201, await create({ title: 'x' }, partner.token, there)).body;
    const read = (by: string, headers: Record<string, string>) =>
      bed.wire.get(`${list}/${id}`, { token: by, headers });
    expectStatus(200, await read(member.token, there));
    expectStatus(200, await read(member.token, { 'X-Cyclr-Account': account.id }));
    expectStatus(404, await read(partner.token, {}));
    expectStatus(404, await read(person.token, there));
    expectStatus(404, await create({ title: 'x' }, person.token, there));
    expectStatus(404, await create({ title: 'x' }, partner.token, { 'X-Account': 'acc_unknown' }));
    expectStatus(
      204,
      await bed.wire.delete(`/partner/account/${account.id}/member/${member.id}`, {
        token: partner.token,
      }),
    );
    expectStatus(404, await read(member.token, there));
  });

  it('is paged, newest first or in one order, and every row comes once', async () => {
    const owner = await cast.developer();
    for (let number = 0; number < 7; number += 1)
      await create({ title: `row ${number}` }, owner.token);
    const seen: string[] = [];
    for (let start = 0; start < 7; start += 3) {
      const { body } = await bed.wire.get(`${list}?startIndex=${start}&count=3`, {
        token: owner.token,
      });
      expect(body.totalResults).toBe(7);
      seen.push(...body.entry.map(({ title }: { title: string }) => title));
    }
    expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, number) => `row ${number}`));
    const found = await bed.wire.get(`${list}?search=ROW%203`, { token: owner.token });
    expect(found.body.entry).toHaveLength(1);
  });
});

describe('/partner/account', () => {
  it('shows a partner their own accounts alone', async () => {
    const [partner, stranger] = [await cast.partner(), await cast.partner()];
    const account = await cast.account(partner);
    const path = `/partner/account/${account.id}`;
    const { token } = stranger;
    const answers = [
      await bed.wire.get(path, { token }),
      await bed.wire.put(path, { token, body: { name: 'mine' } }),
      await bed.wire.delete(path, { token }),
      await bed.wire.get(`${path}/member`, { token }),
      await bed.wire.post(`${path}/member`, { token, body: { userId: stranger.id } }),
      await bed.wire.delete(`${path}/member/${partner.id}`, { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await bed.wire.get('/partner/account', { token })).body.totalResults).toBe(0);
    expect((await bed.wire.get(path, { token: partner.token })).body.name).toBe(account.name);
  });

  it('is closed to everyone without the scope partner', async () => {
    const { token } = await cast.developer();
    expectStatus(403, await bed.wire.get('/partner/account', { token }));
  });

  it('refuses an owner in the body, a member who does not exist, a member twice', async () => {
    const partner = await cast.partner();
    const { token } = partner;
    const body = { name: 'x', ownerId: 'usr_other' };
    expectStatus(400, await bed.wire.post('/partner/account', { token, body }));
    const account = await cast.account(partner);
    const path = `/partner/account/${account.id}/member`;
    const add = (userId: string) => bed.wire.post(path, { token, body: { userId } });
    expectStatus(400, await add('usr_unknown'));
    const person = await cast.developer();
    expectStatus(201, await add(person.id));
    expectStatus(409, await add(person.id));
    const { body: members } = await bed.wire.get(path, { token });
    expect(members.entry).toEqual([expect.objectContaining({ userId: person.id })]);
  });

  it('takes a member by id, by user name or by e-mail address', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const path = `/partner/account/${account.id}/member`;
    const add = (userId: string) => bed.wire.post(path, { token: partner.token, body: { userId } });
    const [byName, byAddress] = [await cast.developer(), await cast.developer()];
    const { body: named } = expectStatus(201, await add(byName.username.toUpperCase()));
    expect(named.userId).toBe(byName.id);
    const { body: written } = expectStatus(201, await add(byAddress.email));
    expect(written.userId).toBe(byAddress.id);
    expectStatus(409, await add(byName.email));
    expectStatus(400, await add('nobody@example.org'));
    // An id goes before a user name that was chosen to look like it.
    expectStatus(409, await add(byName.id));
  });

  it('removes an account with its rows and its restricted tokens', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const app = await cast.app({ owner: partner, scopes: ['deliveries'] });
    const token = await cast.token(app, { scope: `account:${account.id}` });
    expectStatus(201, await bed.wire.post('/api/deliveries', { token, body: { title: 'x' } }));
    const path = `/partner/account/${account.id}`;
    expectStatus(204, await bed.wire.delete(path, { token: partner.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
    expectStatus(404, await bed.wire.get(path, { token: partner.token }));
  });

  it('takes the rows along when their account, app or person is removed', async () => {
    const rowsOf = async (...owners: string[]) =>
      (await bed.dump()).filter(({ column, value }) => column === 'owner' && owners.includes(String(value))).length; // prettier-ignore
    const partner = await cast.partner();
    const { token } = partner;
    const [account, other] = [await cast.account(partner), await cast.account(partner)];
    const [app, left] = [await cast.app({ owner: partner }), await cast.app({ owner: partner })];
    for (const noun of ['deliveries', 'tasks']) {
      const make = async (by: string, headers = {}) =>
        expectStatus(201, await bed.wire.post(`/api/${noun}`, { token: by, headers, body: { title: 'x' } })); // prettier-ignore
      await make(token);
      await make(token, { 'X-Account': account.id });
      await make(token, { 'X-Account': other.id });
      await make(await cast.token(app));
      await make(await cast.token(left));
    }
    const all = [partner.id, account.id, other.id, app.appKey, left.appKey];
    expect(await rowsOf(...all)).toBe(10);
    expectStatus(204, await bed.wire.delete(`/partner/account/${account.id}`, { token }));
    expect(await rowsOf(account.id)).toBe(0);
    expectStatus(204, await bed.wire.delete(`/consumer/app/${app.id}`, { token }));
    expect(await rowsOf(app.appKey)).toBe(0);
    expect(await rowsOf(...all)).toBe(6);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${partner.id}`));
    expect(await rowsOf(...all)).toBe(0);
  });

  it('keeps a restricted token to its account: another account’s row is 404', async () => {
    const partner = await cast.partner();
    const [one, two] = [await cast.account(partner), await cast.account(partner)];
    const app = await cast.app({ owner: partner, scopes: ['deliveries'] });
    const tokenOf = (account: { id: string }) =>
      cast.token(app, { scope: `deliveries account:${account.id}` });
    const [first, second] = [await tokenOf(one), await tokenOf(two)];
    const { body } = await bed.wire.post('/api/deliveries', {
      token: first,
      body: { title: 'x' },
    });
    const path = `/api/deliveries/${body.id}`;
    expectStatus(200, await bed.wire.get(path, { token: first }));
    expectStatus(404, await bed.wire.get(path, { token: second }));
    const there = { token: second, headers: { 'X-Account': one.id } };
    expectStatus(403, await bed.wire.get(path, there));
    // The partner sees it in that account.
    const owner = { token: partner.token, headers: { 'X-Account': one.id } };
    expectStatus(200, await bed.wire.get(path, owner));
  });
});
