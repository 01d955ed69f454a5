import { Account } from '../../src/accounts/account.entity.js';
import { App } from '../../src/apps/app.entity.js';
import { GrantRow } from '../../src/auth/grants/grant.entity.js';
import { Database } from '../../src/database/database.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const MANY = 20_000;

describe('a person with very many live logins', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const fill = async ({ id: userId }: Person) => {
    const { rows } = bed.app.get(Database);
    const one = await rows.findOneByOrFail(GrantRow, { userId, kind: 'login' });
    const all = Array.from({ length: MANY }, (_, n) => ({ ...one, id: `more_${userId}_${n}` }));
    // Not all in one job: a slow machine would give it up.
    for (let from = 0; from < MANY; from += 500)
      await bed.app
        .get(UnitOfWork)
        .run((tx) => tx.rows.insert(GrantRow, all.slice(from, from + 500)));
  };
  const count = async (table: string, condition = '1 = 1') => {
    const [row] = await bed.app
      .get(Database)
      .rows.query(`SELECT count(*) AS many FROM ${table} WHERE ${condition}`);
    return Number(row.many);
  };

  it('who owns very many accounts is removed with them all', async () => {
    const owner = await cast.partner();
    const { id } = await cast.account(owner);
    const { rows } = bed.app.get(Database);
    const one = await rows.findOneByOrFail(Account, { id });
    const all = Array.from({ length: 1_200 }, (_, n) => ({ ...one, id: `acc_${owner.id}_${n}` }));
    for (let from = 0; from < all.length; from += 400)
      await bed.app
        .get(UnitOfWork)
        .run((tx) => tx.rows.insert(Account, all.slice(from, from + 400)));
    expect(await count('account', `"ownerId" = '${owner.id}'`)).toBe(1_201);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${owner.id}`));
    expect(await count('account', `"ownerId" = '${owner.id}'`)).toBe(0);
  });

  it('who owns very many apps is removed with them all, and with their secrets and rows', async () => {
    const owner = await cast.developer();
    const { id, appKey, appSecret } = await cast.app({ owner });
    const token = await cast.token({ id, appKey, appSecret, owner });
    expectStatus(201, await bed.wire.post('/api/deliveries', { token, body: { title: 'lorem' } }));
    const { rows } = bed.app.get(Database);
    const one = await rows.findOneByOrFail(App, { id });
    const all = Array.from({ length: 1_200 }, (_, n) => ({
      ...one,
      id: `app_${owner.id}_${n}`,
      key: `gate_app_${owner.id}_${n}`,
      jwks: null,
    }));
    for (let from = 0; from < all.length; from += 400)
      await bed.app.get(UnitOfWork).run((tx) => tx.rows.insert(App, all.slice(from, from + 400)));
    expect(await count('app', `"ownerId" = '${owner.id}'`)).toBe(1_201);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${owner.id}`));
    expect(await count('app', `"ownerId" = '${owner.id}'`)).toBe(0);
    expect(await count('app_secret', `"appId" = '${id}'`)).toBe(0);
    expect(await count('delivery', `"owner" = '${appKey}'`)).toBe(0);
  });

  it('signs out everywhere by one change, and hurts nobody who writes at the same time', async () => {
    const [person, other] = [await cast.developer(), await cast.developer()];
    const neighbour = await cast.app();
    const token = await cast.token(neighbour);
    const wire = await bed.second();
    await fill(person);
    // Both instances remember a login that is about to end, and one that stays.
    for (const each of [bed.wire, wire])
      for (const login of [person, other])
        expectStatus(200, await each.get('/consumer/account', { token: login.token }));
    const changes = await count('change');
    const post = () => bed.wire.post('/api/deliveries', { token, body: { title: 'lorem' } });
    const [ended, ...posts] = await Promise.all([
      bed.wire.send('DELETE', '/consumer/session', { token: person.token }),
      ...Array.from({ length: 20 }, post),
    ]);
    expect(ended.status).toBe(204);
    expect(new Set(posts.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await count('change')) - changes).toBe(1);
    expect(await count('access_grant', `"userId" = '${person.id}' AND "endedAt" IS NULL`)).toBe(0);
    expect((await bed.wire.get('/consumer/account', { token: person.token })).status).toBe(401);
    expectStatus(200, await bed.wire.get('/consumer/account', { token: other.token }));
    const until = Date.now() + 5_000;
    let status = 200;
    while (status !== 401 && Date.now() < until)
      ({ status } = await wire.get('/consumer/account', { token: person.token }));
    expect(status).toBe(401);
    expectStatus(200, await wire.get('/consumer/account', { token: other.token }));
  });
});
