import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const bed = testbed();
const cast = new Cast(bed);

const HELP_DESK = ['user', 'app', 'token', 'account', 'role'].map((part) => `backend.${part}`);

describe('A help desk', () => {
  let admin: Person;
  let desk: Person;
  let ownApp: string;
  let account: string;
  let grant: string;

  const asDesk = (method: string, path: string, body?: object) =>
    bed.wire.send(method, path, { token: desk.token, ...(body && { body }) });

  beforeEach(async () => {
    admin = await cast.admin();
    desk = await cast.holderOf(HELP_DESK);
    ownApp = (await cast.app({ owner: admin, scopes: [] })).id;
    const body = { name: unique('Account'), ownerId: admin.id };
    account = expectStatus(201, await cast.asAdmin('POST', '/backend/account', { body })).body.id;
    const grants = await cast.asAdmin('GET', `/backend/token?userId=${admin.id}`);
    grant = expectStatus(200, grants).body.entry[0].id;
  });

  it("is refused every change of an administrator and of an administrator's things", async () => {
    const app = `/backend/app/${ownApp}`;
    const attempts: [string, string, object?][] = [
      ['PUT', `/backend/user/${admin.id}`, { status: 'disabled' }],
      ['DELETE', `/backend/user/${admin.id}`],
      ['POST', `/backend/user/${admin.id}/logout`],
      ['POST', '/backend/app', { name: 'x', scopes: [], ownerId: admin.id }],
      ['PUT', app, { name: 'x' }],
      ['PUT', app, { ownerId: desk.id }],
      ['POST', `${app}/secret`, {}],
      ['DELETE', `${app}/token`],
      ['DELETE', app],
      ['DELETE', `/backend/token/${grant}`],
      ['POST', '/backend/account', { name: 'x', ownerId: admin.id }],
      ['PUT', `/backend/account/${account}`, { name: 'x' }],
      ['PUT', `/backend/account/${account}`, { ownerId: desk.id }],
      ['DELETE', `/backend/account/${account}`],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await asDesk(method, path, body);
      expect([method, path, answer.status, answer.body.code]).toEqual([
        method,
        path,
        403,
        'beyond_reach',
      ]);
    }
    for (const path of [app, `/backend/token/${grant}`, `/backend/account/${account}`])
      expectStatus(200, await cast.asAdmin('GET', path));
  });

  it('hands nothing of its own to an administrator', async () => {
    const body = { name: 'x', scopes: [] };
    const { id } = expectStatus(201, await asDesk('POST', '/backend/app', body)).body;
    const answer = await asDesk('PUT', `/backend/app/${id}`, { ownerId: admin.id });
    expect([answer.status, answer.body.code]).toEqual([403, 'beyond_reach']);
  });

  it('neither changes nor removes a role that holds more than it does', async () => {
    const { id } = await cast.role(['deliveries']);
    for (const [method, body] of [
      ['PUT', { scopes: [] }],
      ['PUT', { name: unique('Role') }],
      ['DELETE'],
    ] as [string, object?][]) {
      const answer = await asDesk(method, `/backend/role/${id}`, body);
      expect([answer.status, answer.body.code]).toEqual([403, 'scope_not_held']);
    }
    const own = await cast.role(['backend.user']);
    expectStatus(200, await asDesk('PUT', `/backend/role/${own.id}`, { name: unique('Role') }));
    expectStatus(204, await asDesk('DELETE', `/backend/role/${own.id}`));
  });
});
