import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('accounts that a person may work in', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let partner: Person;
  let member: Person;
  let account: { id: string; name: string };

  beforeAll(async () => {
    partner = await cast.partner();
    member = await cast.developer();
    account = await cast.account(partner);
    const path = `/partner/account/${account.id}/member`;
    const body = { userId: member.id };
    expectStatus(201, await bed.wire.post(path, { token: partner.token, body }));
  });

  const memberships = async ({ token }: Person, query = '') =>
    expectStatus(200, await bed.wire.get(`/consumer/membership${query}`, { token })).body;

  it('are listed for everybody: whose they are, and whether they are one’s own', async () => {
    expect(await memberships(member)).toMatchObject({
      totalResults: 1,
      entry: [{ id: account.id, name: account.name, owner: partner.username, own: false }],
    });
    expect((await memberships(partner)).entry).toEqual([
      expect.objectContaining({ id: account.id, own: true }),
    ]);
    expect((await memberships(await cast.developer())).entry).toEqual([]);
    expect((await memberships(member, '?search=no-such-name')).entry).toEqual([]);
  });

  it('are told wherever an app is bound to one, and narrow the list of apps', async () => {
    const { token } = member;
    const body = { name: 'Bound', scopes: ['deliveries'], accountId: account.id };
    const app = expectStatus(201, await bed.wire.post('/consumer/app', { token, body })).body;
    expect(app).toMatchObject({ accountId: account.id, accountName: account.name });
    const free = { name: 'Free', scopes: ['deliveries'] };
    const other = expectStatus(201, await bed.wire.post('/consumer/app', { token, body: free }));
    expect(other.body.accountName).toBeNull();
    const mine = await bed.wire.get(`/consumer/app?accountId=${account.id}`, { token });
    expect(mine.body.entry).toEqual([
      expect.objectContaining({ id: app.id, accountName: account.name }),
    ]);
    const all = await cast.asAdmin('GET', `/backend/app?accountId=${account.id}`);
    expect(all.body.entry.map(({ id }: { id: string }) => id)).toEqual([app.id]);
    const one = await cast.asAdmin('GET', `/backend/app/${app.id}`);
    expect(one.body.accountName).toBe(account.name);
  });

  it('bound a personal token, which works there alone and ends with the membership', async () => {
    const guest = await cast.developer();
    const path = `/partner/account/${account.id}/member`;
    const make = (accountId: string) =>
      bed.wire.post('/consumer/token', {
        token: guest.token,
        body: { name: 'For a customer', scopes: ['deliveries', 'consumer'], accountId },
      });
    const refused = expectStatus(400, await make(account.id));
    expect(refused.body.errors).toEqual([
      { field: 'accountId', code: 'unknown_account', message: expect.any(String) },
    ]);
    const body = { userId: guest.id };
    expectStatus(201, await bed.wire.post(path, { token: partner.token, body }));
    const made = expectStatus(201, await make(account.id)).body;
    expect(made.accountId).toBe(account.id);
    const { token } = made;
    const row = await bed.wire.post('/api/deliveries', { token, body: { title: 'Theirs' } });
    expectStatus(201, row);
    const seen = await bed.wire.get(`/api/deliveries/${row.body.id}`, {
      token: partner.token,
      headers: { 'x-account': account.id },
    });
    expectStatus(200, seen);
    expect((await bed.wire.get('/consumer/app', { token })).body.code).toBe('account_restricted');
    const listed = await bed.wire.get('/consumer/token', { token: guest.token });
    expect(listed.body.entry[0]).toMatchObject({
      accountId: account.id,
      accountName: account.name,
    });
    const live = await cast.asAdmin('GET', `/backend/token?userId=${guest.id}&count=100`);
    const bound = live.body.entry.find(({ id }: { id: string }) => id === made.id);
    expect(bound).toMatchObject({ account: account.id, accountName: account.name });
    expectStatus(204, await bed.wire.delete(`${path}/${guest.id}`, { token: partner.token }));
    expectStatus(401, await bed.wire.get('/api/deliveries', { token }));
  });

  it('each have as many apps as a person has, so that no customer takes another’s place', async () => {
    await cast.setting('app.max_per_user', 1);
    const owner = await cast.partner();
    const { token } = owner;
    const [one, two] = [await cast.account(owner), await cast.account(owner)];
    const make = (accountId?: string) =>
      bed.wire.post('/consumer/app', { token, body: { name: 'x', scopes: [], accountId } });
    for (const accountId of [undefined, one.id, two.id]) {
      expectStatus(201, await make(accountId));
      expect(expectStatus(409, await make(accountId)).body.code).toBe('too_many_apps');
    }
    await cast.setting('app.max_per_user', 16);
  });

  it('are bounded by a setting', async () => {
    const owner = await cast.partner();
    await cast.setting('account.max_per_user', 2);
    const make = () =>
      bed.wire.post('/partner/account', { token: owner.token, body: { name: 'Customer' } });
    const answers = await Promise.all([make(), make(), make(), make()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409]);
    expect(expectStatus(409, await make()).body.code).toBe('too_many_accounts');
    await cast.setting('account.max_per_user', 1000);
  });
});
