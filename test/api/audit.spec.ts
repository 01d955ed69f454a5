import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
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

  it('keeps what was there before a change, of what is no secret and nobody’s address', async () => {
    const role = await cast.role(['deliveries']);
    const change = (body: object) => cast.asAdmin('PUT', `/backend/role/${role.id}`, { body });
    expectStatus(200, await change({ description: 'Drives' }));
    expectStatus(200, await change({ description: 'Drives on Sundays', scopes: ['tasks'] }));
    const { body } = await cast.asAdmin('GET', `/backend/audit?subject=role:${role.id}`);
    expect(body.entry[0].detail).toEqual({
      description: 'Drives on Sundays',
      scopes: ['tasks'],
      scopesBefore: ['deliveries'],
      before: { description: 'Drives' },
    });
    const person = await cast.holderOf('Consumer');
    const partner = await cast.roleId('Partner');
    const message = { body: { roleId: partner, email: `${person.username}@moved.example` } };
    expectStatus(200, await cast.asAdmin('PUT', `/backend/user/${person.id}`, message));
    const of = await cast.asAdmin('GET', `/backend/audit?subject=user:${person.id}`);
    const consumer = await cast.roleId('Consumer');
    expect(of.body.entry[0].detail.before).toEqual({ roleId: consumer });
    expect(of.body.entry[0].names[consumer]).toBe('Consumer');
    expect(of.text).not.toContain('moved.example');
  });

  it('has two groups: what was changed, and who got in with what', async () => {
    const { id } = await cast.developer();
    const events = async (group: string) => {
      const { body } = await cast.asAdmin('GET', `/backend/audit?group=${group}&userId=${id}`);
      return body.entry.map(({ event }: { event: string }) => event);
    };
    expect(await events('security')).toEqual(['security.sign_in.new_place']);
    expect(await events('changes')).toEqual(['consumer.register']);
    const both = await cast.asAdmin(
      'GET',
      `/backend/audit?userId=${id}&group=security&event=consumer`,
    );
    expect(both.body.totalResults).toBe(0);
    expectStatus(400, await cast.asAdmin('GET', '/backend/audit?group=others'));
  });

  it('is exported as JSON lines and as CSV, as the list has it, with its filters', async () => {
    const owner = await cast.developer();
    const app = await cast.app({ owner, name: '=cmd|calc' });
    for (const description of ['Says "hello"', 'Two\nlines'])
      expectStatus(
        200,
        await bed.wire.put(`/consumer/app/${app.id}`, {
          token: owner.token,
          body: { description },
        }),
      );
    const filter = `subject=app:${app.id}&group=changes`;
    const { body } = await cast.asAdmin('GET', `/backend/audit?count=100&${filter}`);
    expect(body.entry).toHaveLength(3);
    const file = async (format: string) =>
      expectStatus(
        200,
        await cast.asAdmin('GET', `/backend/audit/export?format=${format}&${filter}`),
      );
    const jsonl = await file('jsonl');
    expect(jsonl.headers['content-type']).toBe('application/jsonl');
    expect(jsonl.headers['content-disposition']).toMatch(
      /^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/,
    );
    expect(
      jsonl.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(body.entry);
    const csv = await file('csv');
    const [head, ...records] = csv.text.trimEnd().split('\r\n');
    expect(head).toMatch(/^at,event,actor,/);
    expect(records).toHaveLength(3);
    for (const [index, entry] of body.entry.entries()) {
      expect(records[index]).toContain(`${entry.at},consumer.app.`);
      expect(records[index]).toContain(`,'=cmd|calc,`);
    }
    expectStatus(400, await cast.asAdmin('GET', '/backend/audit/export?format=xml'));
    expectStatus(
      403,
      await bed.wire.get('/backend/audit/export?format=csv', { token: owner.token }),
    );
  });

  it('exports more than is read at once, in the order of the list', async () => {
    const rows = Array.from({ length: 1_203 }, (_, n) => ({
      ...{ id: `aud_many_${String(n).padStart(4, '0')}`, at: new Date(1_000_000 + (n >> 2)) },
      ...{ event: 'backend.role.update', userId: null, appKey: null, subject: 'role:many' },
      ...{ ip: null, detail: {}, times: 1 },
    }));
    const work = bed.app.get(UnitOfWork);
    for (let from = 0; from < rows.length; from += 100)
      await work.run(async (tx) => {
        await tx.rows.insert(AuditEntry, rows.slice(from, from + 100));
      });
    const path = '/backend/audit/export?format=jsonl&subject=role:many';
    const { text } = expectStatus(200, await cast.asAdmin('GET', path));
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(rows.map(({ id }) => id).reverse());
  });
});
