/** @database sqlite */
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const bed = testbed();
const cast = new Cast(bed);

/** A key of an app that its caller holds already. */
const imported = (appId: string) => ({
  sha256: 'a'.repeat(64),
  appId,
  name: 'x',
  scopes: ['deliveries'],
});

const HELP_DESK = ['user', 'app', 'token', 'account', 'role', 'initial_access', 'key', 'bin'].map(
  (part) => `backend.${part}`,
);

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
    const { secrets } = expectStatus(200, await cast.asAdmin('GET', app)).body;
    const made = { name: 'x', scopes: ['deliveries'], grantTypes: ['client_credentials'] };
    const created = await cast.asAdmin('POST', '/backend/initial_access', { body: made });
    const initial = expectStatus(201, created).body.id;
    const removed = (await cast.app({ owner: admin, scopes: [] })).id;
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${removed}`));
    const attempts: Record<string, [path: string, body?: object][]> = {
      'backend.user.update': [[`/backend/user/${admin.id}`, { status: 'disabled' }]],
      'backend.user.remove': [[`/backend/user/${admin.id}`]],
      'backend.user.logout': [[`/backend/user/${admin.id}/logout`]],
      'backend.user.resend': [[`/backend/user/${admin.id}/resend`]],
      'backend.user.resetPassword': [[`/backend/user/${admin.id}/password_reset`]],
      'backend.user.removeSecondFactor': [[`/backend/user/${admin.id}/mfa`]],
      'backend.app.create': [['/backend/app', { name: 'x', scopes: [], ownerId: admin.id }]],
      'backend.app.update': [
        [app, { name: 'x' }],
        [app, { ownerId: desk.id }],
        [app, { status: 'disabled' }],
      ],
      'backend.app.secret': [[`${app}/secret`, {}]],
      'backend.app.removeSecret': [[`${app}/secret/${secrets[0].id}`]],
      'backend.app.endTokens': [[`${app}/token`]],
      'backend.app.remove': [[app]],
      'backend.token.remove': [[`/backend/token/${grant}`]],
      'backend.account.create': [['/backend/account', { name: 'x', ownerId: admin.id }]],
      'backend.account.update': [
        [`/backend/account/${account}`, { name: 'x' }],
        [`/backend/account/${account}`, { ownerId: desk.id }],
      ],
      'backend.account.remove': [[`/backend/account/${account}`]],
      'backend.bin.restore': [[`/backend/bin/${removed}/restore`]],
      'backend.bin.remove': [[`/backend/bin/${removed}`]],
      'backend.key.import': [['/backend/key/import', [imported(ownApp)]]],
      'backend.initial_access.remove': [[`/backend/initial_access/${initial}`]],
    };
    // What touches nobody but the caller; a role is its holders', and has a rule of its own.
    const nobodys = [
      /^backend\.(announcement|appearance|config|mail|page|scope|terms)\./,
      /^backend\.gate\./,
      /^backend\.api\./, // of those who hold its scopes: see apis.spec.ts
      /^backend\.role\./,
      /^backend\.user\.create$/,
      /^backend\.initial_access\.create$/,
    ];
    const operations: { name: string; method: string; path: string }[] = [];
    for (let all = 1; operations.length < all;) {
      const path = `/backend/operation?count=100&startIndex=${operations.length}`;
      const { entry, totalResults } = expectStatus(200, await cast.asAdmin('GET', path)).body;
      operations.push(...entry);
      all = totalResults;
    }
    const changes = operations.filter(
      ({ path, method }) => path.startsWith('/backend/') && method !== 'GET',
    );
    const undecided = changes
      .map(({ name }) => name)
      .filter((name) => !attempts[name] && !nobodys.some((each) => each.test(name)));
    expect(undecided).toEqual([]);
    for (const { name, method } of changes)
      for (const [path, sent] of attempts[name] ?? []) {
        const answer = await asDesk(method, path, sent);
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
