import type { TestingModule } from '@nestjs/testing';
import { ChangeFeed } from '../../src/database/change-feed.js';
import { Change } from '../../src/database/change.entity.js';
import { Database } from '../../src/database/database.js';
import type { Batch, RunUpdate } from '../../src/database/job.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Delivery, type DeliveryStatus } from '../../src/sample/deliveries/delivery.entity.js';
import { databaseModule, openDelivery } from '../support/database-module.js';
import { dropDatabase } from '../support/databases.js';
import { unique } from '../support/unique.js';

const KIND = 'test_delivery';

describe('a batch of the unit of work', () => {
  const name = unique('batch');
  let module: TestingModule;
  let work: UnitOfWork;
  let database: Database;
  let feed: ChangeFeed;

  beforeAll(async () => {
    module = await databaseModule(name);
    // Not initialized: nobody polls the feed while a test looks at what is remembered.
    work = module.get(UnitOfWork);
    database = module.get(Database);
    feed = module.get(ChangeFeed);
  });
  afterAll(async () => {
    await module.close();
    await dropDatabase(name);
  });

  /** Stores this many open deliveries. */
  const deliveries = async (owner: string, count: number) => {
    const ids = Array.from({ length: count }, (_, number) => `${owner}_${number}`);
    await work.run(async (tx) => {
      for (const id of ids) await tx.rows.insert(Delivery, openDelivery(id, owner));
    });
    return ids;
  };
  const idsOf = async (owner: string, status: DeliveryStatus) => {
    const rows = await database.rows.find(Delivery, { where: { owner, status } });
    return rows.map(({ id }) => id).toSorted();
  };
  const placeholders = (ids: readonly string[]) => ids.map((_, index) => `$${index + 1}`).join();
  /** One statement that closes those that are open. */
  const close = (ids: readonly string[], run: RunUpdate, to = "'done'") =>
    run({
      kind: KIND,
      sql: `UPDATE delivery SET status = ${to} WHERE id IN (${placeholders(ids)}) AND status = 'open' RETURNING id AS key`,
      values: [...ids],
    });

  /** Closes deliveries; it cancels those that are not open, alone, and fails for those unknown. */
  class Closing implements Batch<string, string> {
    readonly together = jest.fn(async (ids: readonly string[], run: RunUpdate) => {
      const closed = await close(ids, run);
      return ids.map((id, index) => (closed.has(id) && ids.indexOf(id) === index ? id : undefined));
    });
    readonly alone: Batch<string, string>['alone'] = async (tx, id) => {
      const { affected } = await tx.rows.update(Delivery, { id }, { status: 'cancelled' });
      if (affected !== 1) throw new Error(`${id} is unknown`);
      return `${id} late`;
    };
  }

  it('writes all that wait by one statement, and what it leaves out alone', async () => {
    const owner = unique('many');
    const ids = await deliveries(owner, 100);
    const closing = new Closing();
    const items = [...ids, ids[7] ?? '', 'nowhere', ids[8] ?? ''];
    const neighbour = work.run((tx) => tx.rows.insert(Delivery, openDelivery(`${owner}_x`, owner)));
    const answers = await Promise.allSettled(items.map((id) => work.batch(closing, id)));
    await neighbour;
    expect(closing.together).toHaveBeenCalledTimes(1);
    expect(answers.slice(0, 100)).toEqual(ids.map((value) => ({ status: 'fulfilled', value })));
    expect(answers.slice(100).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await idsOf(owner, 'cancelled')).toEqual([ids[7], ids[8]].toSorted());
    expect(await idsOf(owner, 'done')).toHaveLength(98);
    expect(await idsOf(owner, 'open')).toEqual([`${owner}_x`]);
  });

  it('answers only after the commit, with the rows and their changes', async () => {
    const owner = unique('read');
    const ids = await deliveries(owner, 60);
    const closing = new Closing();
    const seen = await Promise.all(
      ids.map(async (id) => {
        await work.batch(closing, id);
        const { rows } = database;
        const isClosed = await rows.existsBy(Delivery, { id, status: 'done' });
        return isClosed && (await rows.existsBy(Change, { kind: KIND, key: id }));
      }),
    );
    expect(new Set(seen)).toEqual(new Set([true]));
  });

  it('loses nothing of the neighbours when the statement fails for one of them', async () => {
    const owner = unique('clash');
    const ids = await deliveries(owner, 20);
    const batch: Batch<string, string> = {
      // No row may be without a status.
      together: async (items, run) => [...(await close(items, run, 'NULL'))],
      alone: async (tx, id) => {
        const status = id === ids[7] ? (null as never) : 'done';
        await tx.rows.update(Delivery, { id }, { status });
        return id;
      },
    };
    const neighbour = work.run((tx) => tx.rows.insert(Delivery, openDelivery(`${owner}_x`, owner)));
    const answers = await Promise.allSettled(ids.map((id) => work.batch(batch, id)));
    await neighbour;
    expect(answers.flatMap(({ status }, at) => (status === 'rejected' ? at : []))).toEqual([7]);
    expect(await idsOf(owner, 'done')).toHaveLength(19);
    expect(await idsOf(owner, 'open')).toEqual([`${owner}_x`, ids[7]].toSorted());
  });

  describe('what is remembered', () => {
    const load = (id: string) =>
      database.rows.findOneBy(Delivery, { id }).then((found) => found ?? undefined);
    /** Closes one, and says what may be remembered of it. */
    const renewing = (from: Delivery, meanwhile: () => void): Batch<Delivery, string> => ({
      together: async ([item], run) => {
        const { id } = item ?? from;
        const to: Delivery = { ...from, status: 'done' };
        await run({
          kind: KIND,
          sql: "UPDATE delivery SET status = 'done', title = 'new' WHERE id = $1 RETURNING id AS key",
          values: [id],
          renewals: new Map([[id, { from, to }]]),
        });
        meanwhile();
        return [id];
      },
      alone: async () => 'alone',
    });

    it('is what the batch has made of it, without a look at the row', async () => {
      const [id = ''] = await deliveries(unique('renewed'), 1);
      const known = feed.remember(KIND, load);
      const from = await known.get(id);
      if (!from) throw new Error('There is no delivery.');
      await work.batch(
        renewing(from, () => undefined),
        from,
      );
      expect(known.get(id)).toEqual({ ...from, status: 'done' });
    });

    it('is read again when somebody else changed it meanwhile', async () => {
      const [id = ''] = await deliveries(unique('overtaken'), 1);
      const known = feed.remember(KIND, load);
      const from = await known.get(id);
      if (!from) throw new Error('There is no delivery.');
      const foreign = () => feed.apply([{ kind: KIND, key: id }]);
      await work.batch(renewing(from, foreign), from);
      expect(await known.get(id)).toMatchObject({ status: 'done', title: 'new' });
    });
  });
});
