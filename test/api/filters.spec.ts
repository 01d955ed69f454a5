import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

const bed = testbed();
const cast = new Cast(bed);

interface Entry {
  id: string;
  roleId: string;
  status: string;
  [member: string]: unknown;
}

async function list(path: string): Promise<Entry[]> {
  return expectStatus(200, await cast.asAdmin('GET', path)).body.entry;
}

describe('the filters of /backend/user', () => {
  it('role and status leave the people who have both, also beside a search', async () => {
    const role = await cast.role(['deliveries']);
    const name = unique('filtered');
    const one = await cast.holderOf(role.name, `${name}_1`);
    const two = await cast.holderOf(role.name, `${name}_2`);
    await cast.holderOf('Consumer', `${name}_3`);
    await cast.asAdmin('PUT', `/backend/user/${two.id}`, { body: { status: 'disabled' } });

    const ofRole = await list(`/backend/user?roleId=${role.id}`);
    expect(ofRole.map(({ id }) => id)).toEqual([two.id, one.id]);
    const active = await list(`/backend/user?roleId=${role.id}&status=active`);
    expect(active.map(({ id }) => id)).toEqual([one.id]);
    const searched = await list(`/backend/user?search=${name}&status=disabled`);
    expect(searched.map(({ id }) => id)).toEqual([two.id]);
    const both = await list(`/backend/user?search=${name}_1&roleId=${role.id}`);
    expect(both.map(({ id }) => id)).toEqual([one.id]);
    expect(await list('/backend/user?roleId=rol_unknown')).toEqual([]);
  });

  it('a status that does not exist is 400', async () => {
    expectStatus(400, await cast.asAdmin('GET', '/backend/user?status=asleep'));
    expectStatus(400, await cast.asAdmin('GET', '/backend/user?status=active&status=disabled'));
    expectStatus(400, await cast.asAdmin('GET', `/backend/user?roleId=${'r'.repeat(65)}`));
  });
});

describe('the filter of /backend/scope', () => {
  it('kind leaves the scopes of operations or the ones that were made, also beside a search', async () => {
    const name = unique('deliveries.bulk');
    const description = 'Everything in bulk.';
    await cast.asAdmin('POST', '/backend/scope', { body: { name, description } });
    const own = await list('/backend/scope?kind=own&count=100');
    expect(own).toContainEqual(expect.objectContaining({ name, system: false }));
    expect(own.filter(({ system }) => system)).toEqual([]);
    const built = await list('/backend/scope?kind=system&search=deliveries');
    expect(built.map((scope) => scope.name)).toContain('deliveries.create');
    expect(built.map((scope) => scope.name)).not.toContain(name);
    expectStatus(400, await cast.asAdmin('GET', '/backend/scope?kind=other'));
  });
});

describe('the filter of /backend/account', () => {
  it('owner leaves the accounts of one person, with their name, also beside a search', async () => {
    const owner = await cast.partner();
    const [one, two] = [await cast.account(owner), await cast.account(owner)];
    await cast.account(await cast.partner());
    const theirs = await list(`/backend/account?ownerId=${owner.id}`);
    expect(theirs.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(theirs.map((account) => account.owner)).toEqual([owner.username, owner.username]);
    const searched = await list(`/backend/account?ownerId=${owner.id}&search=${one.name}`);
    expect(searched.map(({ id }) => id)).toEqual([one.id]);
    expect(await list('/backend/account?ownerId=usr_unknown')).toEqual([]);
  });
});

describe('the filters of /backend/app', () => {
  it('status and owner leave the apps that have both', async () => {
    const owner = await cast.developer();
    const [one, two] = [await cast.app({ owner }), await cast.app({ owner })];
    await cast.app();
    await cast.asAdmin('PUT', `/backend/app/${two.id}`, { body: { status: 'disabled' } });

    const ofOwner = await list(`/backend/app?ownerId=${owner.id}`);
    expect(ofOwner.map(({ id }) => id)).toEqual([two.id, one.id]);
    const disabled = await list(`/backend/app?ownerId=${owner.id}&status=disabled`);
    expect(disabled.map(({ id }) => id)).toEqual([two.id]);
    const everywhere = await list('/backend/app?status=disabled');
    expect(everywhere.map(({ status }) => status)).toEqual(everywhere.map(() => 'disabled'));
  });

  it('a status that does not exist is 400, and a developer filters nobody else’s apps', async () => {
    expectStatus(400, await cast.asAdmin('GET', '/backend/app?status=asleep'));
    const { token } = await cast.developer();
    expectStatus(400, await bed.wire.get('/consumer/app?ownerId=usr_other', { token }));
  });
});

describe('the names in /backend/audit', () => {
  const latest = async (filter: string) => {
    const [entry] = await list(`/backend/audit?count=1&${filter}`);
    return entry;
  };

  it('tell who acted and on what, and are the ones of today', async () => {
    const admin = await cast.admin();
    const role = await cast.role(['deliveries']);
    expect(await latest('event=backend.role.create')).toMatchObject({
      userId: admin.id,
      actor: 'admin',
      subject: `role:${role.id}`,
      subjectName: role.name,
    });
    const name = unique('Renamed');
    await cast.asAdmin('PUT', `/backend/role/${role.id}`, { body: { name } });
    expect(await latest('event=backend.role.create')).toMatchObject({ subjectName: name });
  });

  it('cover people, apps, accounts, scopes and settings', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    expect(await latest(`userId=${partner.id}&event=partner.account`)).toMatchObject({
      actor: partner.username,
      subjectName: account.name,
    });
    const name = unique('App');
    const app = await cast.app({ owner: partner, name });
    expect(await latest(`userId=${partner.id}&event=consumer.app.create`)).toMatchObject({
      actor: partner.username,
      subject: `app:${app.id}`,
      subjectName: name,
    });
    const scope = unique('elsewhere');
    await cast.asAdmin('POST', '/backend/scope', { body: { name: scope } });
    expect(await latest('event=backend.scope.create')).toMatchObject({ subjectName: scope });
    await cast.setting('role_default', 'Partner');
    await cast.setting('role_default', 'Consumer');
    expect(await latest('event=backend.config')).toMatchObject({ subjectName: 'role_default' });
    expect(await latest('event=backend.user.create')).toMatchObject({
      subjectName: partner.username,
    });
  });

  it('cover the ids in the detail', async () => {
    const partner = await cast.partner();
    const account = await cast.account(partner);
    const person = await cast.developer();
    await cast.member(partner, account.id, person);
    expect(await latest(`userId=${partner.id}`)).toMatchObject({
      event: 'partner.account.member.create',
      detail: { userId: person.id },
      names: { [person.id]: person.username },
    });
  });

  it('name the app that acted for a person, or by itself', async () => {
    const owner = await cast.holderOf(['consumer', 'backend.role', 'deliveries']);
    const name = unique('Robot');
    const app = await cast.app({ owner, name, scopes: ['backend.role', 'deliveries'] });
    const token = await cast.token(app);
    const body = { name: unique('Role'), scopes: ['deliveries'] };
    expectStatus(201, await bed.wire.post('/backend/role', { token, body }));
    expect(await latest('event=backend.role.create')).toMatchObject({
      appKey: app.appKey,
      actor: name,
      appName: name,
    });
  });

  it('are the ids of what is gone', async () => {
    const role = await cast.role(['deliveries']);
    await cast.asAdmin('DELETE', `/backend/role/${role.id}`);
    expect(await latest('event=backend.role.remove')).toMatchObject({ subjectName: role.id });
    const person = await cast.partner();
    await cast.account(person);
    await cast.asAdmin('DELETE', `/backend/user/${person.id}`);
    expect(await latest(`userId=${person.id}`)).toMatchObject({ actor: person.id });
  });
});
