import { ActivityService } from '../../src/apps/activity/activity.service.js';
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
    expectStatus(400, await bed.wire.get('/consumer/app?sort=name', { token }));
  });
});
