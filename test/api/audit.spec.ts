import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

describe('the audit', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const total = async () =>
    Number((await cast.asAdmin('GET', '/backend/audit?count=1')).body.totalResults);

  it('has no line for a change that changes nothing, at any door', async () => {
    const admin = (await cast.admin()).token;
    const person = await cast.partner();
    const account = await cast.account(person);
    const app = await cast.app({ owner: person, redirectUris: ['https://a.example/cb'] });
    const role = await cast.role(['deliveries', 'tasks']);
    const name = unique('scope').toLowerCase();
    const scope = expectStatus(
      201,
      await cast.asAdmin('POST', '/backend/scope', { body: { name, description: 'x' } }),
    ).body;
    // The first time it approves the app.
    const active = { body: { status: 'active' } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${app.id}`, active));
    const { username, email, token } = person;
    const wanted: [string, string, object][] = [
      [token, '/consumer/account', { email }],
      [token, `/consumer/app/${app.id}`, { scopes: ['tasks', 'deliveries', 'authorization'] }],
      [token, `/consumer/app/${app.id}`, { redirectUris: ['https://a.example/cb'], dpop: false }],
      [token, `/partner/account/${account.id}`, { name: account.name }],
      [admin, `/backend/account/${account.id}`, { name: account.name, ownerId: person.id }],
      [admin, `/backend/app/${app.id}`, { status: 'active', ownerId: person.id }],
      [admin, `/backend/user/${person.id}`, { username, email, status: 'active' }],
      [admin, `/backend/role/${role.id}`, { name: role.name, scopes: ['tasks', 'deliveries'] }],
      [admin, `/backend/scope/${scope.id}`, { name, description: 'x' }],
      [admin, '/backend/config/app.max_per_user', { value: 16 }],
      [admin, '/backend/config/oauth.redirect_schemes', { value: ['vscode', 'cursor'] }],
    ];
    await cast.setting('oauth.redirect_schemes', ['cursor', 'vscode']);
    const before = await total();
    for (const [by, path, body] of wanted)
      for (let n = 0; n < 2; n += 1)
        expect([path, (await bed.wire.put(path, { token: by, body })).status]).toEqual([path, 200]);
    expect(await total()).toBe(before);
  });

  it('has one line for a change, which names what changed and nothing else', async () => {
    const app = await cast.app();
    const description = 'New words';
    const message = { token: app.owner.token, body: { description, dpop: false } };
    expectStatus(200, await bed.wire.put(`/consumer/app/${app.id}`, message));
    const { body } = await cast.asAdmin('GET', `/backend/audit?search=app:${app.id}`);
    const lines = body.entry.filter(({ event }: { event: string }) => event.endsWith('.update'));
    expect(lines).toHaveLength(1);
    expect(lines[0].detail.changed).toEqual(['description']);
  });
});
