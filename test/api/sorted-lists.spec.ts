import { ActivityService } from '../../src/apps/activity/activity.service.js';
import { GrantRow } from '../../src/auth/grants/grant.entity.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { makeApi } from '../support/apis.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const DAY_MS = 86_400_000;

const bed = testbed();
const cast = new Cast(bed);

/** The ids of the entries, of those alone that the test made. */
async function listed(path: string, among: { id: string }[]): Promise<string[]> {
  const { entry } = expectStatus(200, await cast.asAdmin('GET', `${path}&count=100`)).body;
  const made = among.map(({ id }) => id);
  return entry.map(({ id }: { id: string }) => id).filter((id: string) => made.includes(id));
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe('the list of users', () => {
  const holderOf = (role: string, name: string) => cast.holderOf(role, name);
  let [b, a, c]: Person[] = [];
  let role: { id: string; name: string };

  beforeAll(async () => {
    role = await cast.role(['consumer']);
    const name = unique('sorted');
    b = await holderOf(role.name, `${name}_b`);
    a = await holderOf(role.name, `${name}_A`);
    c = await holderOf(role.name, `${name}_c`);
  });

  const all = () => [a, b, c] as Person[];
  const ofRole = (query: string) => listed(`/backend/user?roleId=${role.id}&${query}`, all());

  it('is sorted by name, whatever the case, both ways', async () => {
    for (const query of ['/backend/user?', `/backend/user?roleId=${role.id}&`]) {
      const up = await listed(`${query}sort=name`, all());
      expect(up).toEqual(idsOf([a, b, c] as Person[]));
      expect(await listed(`${query}sort=-name`, all())).toEqual(up.toReversed());
    }
  });

  it('is sorted by age, both ways, also beside a search', async () => {
    expect(await ofRole('sort=created')).toEqual(idsOf([b, a, c] as Person[]));
    expect(await ofRole('sort=-created')).toEqual(idsOf([c, a, b] as Person[]));
    expect(await ofRole('search=sorted&sort=name')).toEqual(idsOf([a, b, c] as Person[]));
  });

  it('is sorted by the last sign-in; who never signed in comes before all', async () => {
    const body = {
      username: unique('never'),
      email: `${unique('never')}@example.org`,
      password: 'a password that is long enough',
      roleId: role.id,
    };
    const never = expectStatus(201, await cast.asAdmin('POST', '/backend/user', { body })).body;
    bed.clock.advance(60_000);
    await cast.login(a?.username ?? '', a?.password ?? '');
    for (const query of ['/backend/user?', `/backend/user?roleId=${role.id}&`]) {
      const among = [...all(), never];
      const up = await listed(`${query}sort=lastLogin`, among);
      expect([up[0], up.at(-1)]).toEqual([never.id, a?.id]);
      expect(await listed(`${query}sort=-lastLogin`, among)).toEqual(up.toReversed());
    }
    expect(await listed('/backend/user?signedIn=false', [...all(), never])).toEqual([never.id]);
    expect(await listed(`/backend/user?signedIn=false&roleId=${role.id}&sort=name`, [never])).toEqual([never.id]); // prettier-ignore
    expect(await listed('/backend/user?signedIn=true&sort=name', [...all(), never])).toEqual(
      idsOf(all()),
    );
  });

  it('tells who has a second factor and who has none', async () => {
    await cast.secondFactor(c as Person);
    expect(await ofRole('mfa=true')).toEqual([c?.id]);
    expect(await ofRole('mfa=false&sort=name')).toEqual([a?.id, b?.id]);
    expect(await listed('/backend/user?mfa=false&status=active', all())).toEqual([a?.id, b?.id]);
  });

  it('is sorted by no other column, and answers no other question', async () => {
    for (const query of ['sort=passwordHash', 'sort=--name', 'sort=', 'mfa=maybe', 'signedIn=1'])
      expectStatus(400, await cast.asAdmin('GET', `/backend/user?${query}`));
  });
});

describe('the list of apps', () => {
  it('is sorted by name, whatever the case, both ways', async () => {
    const name = unique('Sorted');
    const b = await cast.app({ name: `${name} b` });
    const a = await cast.app({ name: `${name} A` });
    const c = await cast.app({ name: `${name} c` });
    for (const query of ['', `search=${name}&`, 'status=active&']) {
      const up = await listed(`/backend/app?${query}sort=name`, [a, b, c]);
      expect(up).toEqual(idsOf([a, b, c]));
      const down = await listed(`/backend/app?${query}sort=-name`, [a, b, c]);
      expect(down).toEqual(up.toReversed());
    }
    expect(await listed('/backend/app?sort=created', [a, b, c])).toEqual(idsOf([b, a, c]));
  });

  it('is sorted for one owner too', async () => {
    const owner = await cast.developer();
    const b = await cast.app({ owner, name: 'b' });
    const a = await cast.app({ owner, name: 'a' });
    const path = `/backend/app?ownerId=${owner.id}&sort=name`;
    expect(await listed(path, [a, b])).toEqual(idsOf([a, b]));
  });

  it('leaves the apps of a type, and those that name a scope', async () => {
    const owner = await cast.holderOf(['consumer', 'deliveries']);
    const closed = await cast.app({ owner, scopes: ['deliveries'] });
    const open = await cast.app({
      owner,
      type: 'public',
      redirectUris: ['https://example.org/back'],
      scopes: ['deliveries.list'],
    });
    const apps = [closed, open];
    expect(await listed('/backend/app?type=public', apps)).toEqual([open.id]);
    expect(await listed('/backend/app?type=confidential', apps)).toEqual([closed.id]);
    expect(await listed('/backend/app?scope=deliveries', apps)).toEqual([closed.id]);
    expect(await listed('/backend/app?scope=deliveries.list&sort=name', apps)).toEqual([open.id]);
    expect(await listed('/backend/app?scope=%25', apps)).toEqual([]);
  });

  it('leaves the apps that got no token', async () => {
    const [used, unused] = [await cast.app(), await cast.app()];
    await cast.token(used);
    await bed.app.get(ActivityService).flush();
    expect(await listed('/backend/app?unused=true', [used, unused])).toEqual([unused.id]);
  });

  it('leaves the apps with a live secret that is old', async () => {
    const old = await cast.app();
    const kept = await cast.app();
    bed.clock.advance(2 * DAY_MS);
    const { token } = await cast.loginAgain();
    const young = await cast.app();
    const path = `/backend/app/${old.id}/secret`;
    expectStatus(201, await bed.wire.post(path, { token, body: { overlap: 'now' } }));
    const apps = [old, kept, young];
    expect(await listed('/backend/app?secretOlderThan=1', apps)).toEqual([kept.id]);
    expect(await listed('/backend/app?secretOlderThan=3', apps)).toEqual([]);
  });

  it('is sorted by no other column, and has bounds for what is asked', async () => {
    for (const query of ['sort=key', 'unused=false', 'secretOlderThan=0', 'type=open'])
      expectStatus(400, await cast.asAdmin('GET', `/backend/app?${query}`));
    expectStatus(400, await cast.asAdmin('GET', `/backend/app?scope=${'s'.repeat(129)}`));
    const { token } = await cast.developer();
    expectStatus(400, await bed.wire.get('/consumer/app?sort=key', { token }));
  });

  it('is sorted by its owner too, and tells which got no token', async () => {
    const owner = await cast.developer();
    const b = await cast.app({ owner, name: 'b' });
    const a = await cast.app({ owner, name: 'a' });
    await cast.token(b);
    await bed.app.get(ActivityService).flush();
    const own = async (query: string) =>
      idsOf(expectStatus(200, await bed.wire.get(`/consumer/app?${query}`, owner)).body.entry);
    expect(await own('sort=name')).toEqual(idsOf([a, b]));
    expect(await own('sort=-name')).toEqual(idsOf([b, a]));
    expect(await own('unused=true')).toEqual([a.id]);
  });
});

describe('the lists of what was created on a day', () => {
  it('have users and apps of this day alone, sorted or not', async () => {
    const before = await cast.app({ name: unique('before') });
    bed.clock.advance(2 * DAY_MS);
    await cast.loginAgain();
    const b = await cast.app({ name: unique('b') });
    const a = await cast.app({ name: unique('a') });
    const person = await cast.developer();
    const today = new Date(bed.clock.now()).toISOString().slice(0, 10);
    const apps = [before, a, b];
    expect(await listed(`/backend/app?createdOn=${today}`, apps)).toEqual(idsOf([a, b]));
    expect(await listed(`/backend/app?createdOn=${today}&sort=created`, apps)).toEqual(idsOf([b, a])); // prettier-ignore
    expect(await listed(`/backend/app?createdOn=${today}&sort=name&status=active`, apps)).toEqual(idsOf([a, b])); // prettier-ignore
    const users = `/backend/user?createdOn=${today}`;
    expect(await listed(users, [person])).toEqual([person.id]);
    expect(await listed(`${users}&roleId=rol_none`, [person])).toEqual([]);
    expect(await listed('/backend/user?createdOn=2001-01-01', [person])).toEqual([]);
    for (const day of ['2026-02-30', '2026-11', 'today'])
      expectStatus(400, await cast.asAdmin('GET', `/backend/user?createdOn=${day}`));
  });
});

describe('the lists of roles, scopes and operations', () => {
  it('tell which roles nobody has, and are sorted', async () => {
    const held = await cast.role(['deliveries.get']);
    const free = await cast.role([]);
    await cast.holderOf(held.name);
    const roles = [held, free];
    expect(await listed('/backend/role?unused=true', roles)).toEqual([free.id]);
    expect(await listed('/backend/role?sort=created', roles)).toEqual(idsOf([held, free]));
    expect(await listed('/backend/role?sort=-created', roles)).toEqual(idsOf([free, held]));
    expectStatus(400, await cast.asAdmin('GET', '/backend/role?sort=users'));
  });

  it('tell which scopes and operations no role opens, a role with everything apart', async () => {
    const name = unique('wood');
    const make = async (end: string) => {
      const body = { name: `${name}.${end}` };
      return expectStatus(201, await cast.asAdmin('POST', '/backend/scope', { body })).body;
    };
    const [a, b] = [await make('a'), await make('b')];
    expect(await listed(`/backend/scope?unheld=true&search=${name}`, [a, b])).toEqual([a.id, b.id]);
    expect(await listed(`/backend/scope?search=${name}&sort=-name`, [a, b])).toEqual([b.id, a.id]);
    await cast.role([a.name]);
    expect(await listed(`/backend/scope?unheld=true&search=${name}`, [a, b])).toEqual([b.id]);
    const names = async (query: string): Promise<string[]> => {
      const path = `/backend/operation?count=100&${query}`;
      const { entry } = expectStatus(200, await cast.asAdmin('GET', path)).body;
      return entry.map((operation: { name: string }) => operation.name);
    };
    expect(await names('unheld=true')).toContain('backend.key.import');
    expect(await names('unheld=true')).not.toContain('deliveries.get');
    await cast.role(['backend.key']);
    expect(await names('unheld=true')).not.toContain('backend.key.import');
    const open = await names('access=public');
    expect(open).toContain('system.about');
    expect(open).not.toContain('deliveries.get');
    expect(await names('access=public&sort=-name')).toEqual(open.toReversed());
  });
});

describe('the list of customer accounts', () => {
  it('is sorted by name, and tells which have no members', async () => {
    const partner = await cast.partner();
    const name = unique('Customer');
    const b = await cast.account(partner, `${name} b`);
    const a = await cast.account(partner, `${name} A`);
    await cast.member(partner, a.id, await cast.developer());
    for (const query of ['', `ownerId=${partner.id}&`, `search=${name}&`])
      expect(await listed(`/backend/account?${query}sort=name`, [a, b])).toEqual(idsOf([a, b]));
    expect(await listed('/backend/account?withoutMembers=true', [a, b])).toEqual([b.id]);
    const path = '/partner/account?withoutMembers=true&sort=-name';
    expect(idsOf(expectStatus(200, await bed.wire.get(path, partner)).body.entry)).toEqual([b.id]);
  });
});

describe('the list of live grants', () => {
  it('is sorted by age and by its end, also for one app', async () => {
    const app = await cast.app();
    const ids: string[] = [];
    for (const expires of [3, 1, 2]) {
      expectStatus(200, await cast.refresh(app, (await cast.tokens(app)).refresh_token));
      const path = `/backend/token?clientId=${app.appKey}`;
      const [newest] = expectStatus(200, await cast.asAdmin('GET', path)).body.entry;
      ids.push(newest.id);
      const expiresAt = new Date(bed.clock.now() + expires * DAY_MS);
      await bed.app
        .get(UnitOfWork)
        .run((tx) => tx.rows.update(GrantRow, { id: newest.id }, { expiresAt }));
      bed.clock.advance(1_000);
    }
    const grants = ids.map((id) => ({ id }));
    const [third, first, second] = ids;
    for (const which of ['', `clientId=${app.appKey}&`, 'kind=client_credentials&']) {
      expect(await listed(`/backend/token?${which}sort=created`, grants)).toEqual(ids);
      const byEnd = `/backend/token?${which}sort=expires`;
      expect(await listed(byEnd, grants)).toEqual([first, second, third]);
    }
    expect(await listed('/backend/token?kind=login', grants)).toEqual([]);
    bed.clock.advance(1.5 * DAY_MS);
    await cast.loginAgain();
    expect(await listed('/backend/token?notRenewedFor=1&sort=expires', grants)).toEqual([second, third]); // prettier-ignore
    expect(await listed('/backend/token?notRenewedFor=2', grants)).toEqual([]);
  });
});

describe('the lists of APIs, gates and initial access tokens', () => {
  it('answer what is open, empty, silent and unused, and are sorted', async () => {
    const get = { get: { operationId: 'a.get' } };
    const full = await makeApi(cast, { paths: { '/a': get, '/b': { get: { operationId: 'b.get' } } } }); // prettier-ignore
    const empty = await makeApi(cast, { paths: {} });
    const apis = [full, empty];
    expect(await listed('/backend/api?empty=true', apis)).toEqual([empty.id]);
    expect(await listed('/backend/api?sort=created', apis)).toEqual(idsOf(apis));
    expect(await listed('/backend/api?open=true', apis)).toEqual([]);
    const operation = `/backend/api/${full.id}/operation`;
    const body = { access: 'public', reason: 'A test.' };
    expectStatus(200, await cast.asAdmin('PUT', `${operation}/${full.name}.a.get`, { body }));
    expect(await listed('/backend/api?open=true', apis)).toEqual([full.id]);
    const unheld = async () => {
      const path = `${operation}?unheld=true&sort=-path`;
      const { entry } = expectStatus(200, await cast.asAdmin('GET', path)).body;
      return entry.map(({ name }: { name: string }) => name);
    };
    expect(await unheld()).toEqual([`${full.name}.b.get`]);
    await cast.role([`${full.name}.b`]);
    expect(await unheld()).toEqual([]);

    const gates = [];
    for (const [name, dialect] of [
      ['b', 'json'],
      ['a', 'nginx'],
    ] as const) {
      const gate = { name: unique(name), dialect, apis: [full.name] };
      gates.push(expectStatus(201, await cast.asAdmin('POST', '/backend/gate', { body: gate })).body); // prettier-ignore
    }
    expect(await listed(`/backend/gate?api=${full.name}&sort=-created`, gates)).toEqual(idsOf(gates).toReversed()); // prettier-ignore
    expect(await listed('/backend/gate?silent=true&dialect=json', gates)).toEqual([gates[0].id]);
    expect(await listed(`/backend/gate?api=${empty.name}`, gates)).toEqual([]);

    const tokens = [];
    for (const days of [2, 1]) {
      const expiresAt = new Date(bed.clock.now() + days * DAY_MS).toISOString();
      const token = { name: unique('Registrar'), expiresAt };
      tokens.push(expectStatus(201, await cast.asAdmin('POST', '/backend/initial_access', { body: token })).body); // prettier-ignore
    }
    const path = '/backend/initial_access?search=registrar&unused=true&sort=expires';
    expect(await listed(path, tokens)).toEqual(idsOf(tokens).toReversed());
    expect(await listed('/backend/initial_access?spent=true', tokens)).toEqual([]);
  });
});

describe('the list of what apps did', () => {
  it('tells for a day which apps were refused, and why', async () => {
    const app = await cast.app();
    await cast.token(app);
    await cast.token(app);
    const wrong = { grant_type: 'client_credentials', client_id: app.appKey, client_secret: 'no' };
    expectStatus(401, await bed.wire.post('/authorization/token', { form: wrong }));
    const today = new Date(bed.clock.now()).toISOString().slice(0, 10);
    const of = async (query: string) => {
      const path = `/backend/activity?count=100&${query}`;
      const { entry } = expectStatus(200, await cast.asAdmin('GET', path)).body;
      return entry
        .filter(({ appId }: { appId: string }) => appId === app.id)
        .map(({ event, times }: { event: string; times: number }) => [event, times]);
    };
    expect(await of(`day=${today}&outcome=failed`)).toEqual([['invalid_client', 1]]);
    expect(await of(`day=${today}&outcome=issued`)).toEqual([['issued', 2]]);
    expect(await of('')).toHaveLength(2);
    expect(await of('search=invalid_client')).toEqual([['invalid_client', 1]]);
    expect(await of('day=2001-01-01')).toEqual([]);
  });
});
