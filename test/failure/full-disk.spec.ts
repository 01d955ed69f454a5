/** @database sqlite */
import { DataSource } from 'typeorm';
import { Database, WRITER } from '../../src/database/database.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Delivery } from '../../src/sample/deliveries/delivery.entity.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

// SQLite's own limit stands for the disk: the engine fails in the same way, and no root is needed.
describe('a disk that is full', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const limit = (pages: number) =>
    bed.app.get<DataSource>(WRITER).query(`PRAGMA max_page_count = ${pages}`);
  const pages = async () => {
    const [row] = await bed.app.get<DataSource>(WRITER).query('PRAGMA page_count');
    return Number(row.page_count);
  };
  const create = (token: string, title: string) =>
    bed.wire.post('/api/deliveries', { token, body: { title, comments: 'x'.repeat(4_000) } });

  it('stores what there is room for, also when all of it shared one commit', async () => {
    const work = bed.app.get(UnitOfWork);
    await limit((await pages()) + 30);
    const { id: owner } = await cast.admin();
    const times = { createdAt: new Date(), updatedAt: new Date() };
    const row = { owner, title: 'parcel', comments: 'x'.repeat(4_000), status: 'open', ...times };
    // Asked for in one turn of the event loop, they are one group.
    const outcomes = await Promise.allSettled(
      Array.from({ length: 120 }, (_, n) =>
        work.run((tx) => tx.rows.insert(Delivery, { ...row, id: `together_${n}` } as Delivery)),
      ),
    );
    await limit(1_000_000);
    const stored = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(120);
    const { rows } = bed.app.get(Database);
    expect(await rows.countBy(Delivery, { owner })).toBe(stored);
    await work.run((tx) => tx.rows.delete(Delivery, { owner }));
  });

  it('never lets the server say that something is stored which is not', async () => {
    const app = await cast.app();
    const { refresh_token } = await cast.tokens(app);
    const token = await cast.token(app);
    await limit((await pages()) + 30);
    // Many at once share their commits, in groups that no test can know.
    const titles = Array.from({ length: 120 }, (_, n) => `parcel ${n}`);
    const answers = await Promise.all(titles.map((title) => create(token, title)));
    const refreshed = await cast.refresh(app, refresh_token);
    const statuses = [...new Set(answers.map(({ status }) => status))].toSorted();
    expect(statuses).toEqual([201, 503]);
    const refused = answers.find(({ status }) => status === 503);
    expect([refused?.body.code, refused?.headers['retry-after']]).toEqual(['not_ready', '2']);
    expect(refused?.text).not.toMatch(/SQLITE|disk/);
    // What is there can still be read, by those who could before.
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));

    await bed.restart();
    const stored = (await bed.dump())
      .filter(({ table, column }) => table === 'delivery' && column === 'id')
      .map(({ value }) => value);
    const promised = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(stored.toSorted()).toEqual(promised.toSorted());
    // With room again, everything goes on; a refresh that was refused has used up nothing.
    expectStatus(201, await create(await cast.token(app), 'one more'));
    if (refreshed.status !== 200) expectStatus(200, await cast.refresh(app, refresh_token));
  });
});
