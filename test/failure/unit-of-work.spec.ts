import type { TestingModule } from '@nestjs/testing';
import { Change } from '../../src/database/change.entity.js';
import { Database } from '../../src/database/database.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Delivery } from '../../src/sample/deliveries/delivery.entity.js';
import { databaseModule, openDelivery } from '../support/database-module.js';
import { dropDatabase } from '../support/databases.js';
import { unique } from '../support/unique.js';

describe('the unit of work', () => {
  const name = unique('work');
  let module: TestingModule;
  let work: UnitOfWork;
  let database: Database;

  beforeAll(async () => {
    module = await databaseModule(name);
    await module.init();
    work = module.get(UnitOfWork);
    database = module.get(Database);
  });
  afterAll(async () => {
    await module.close();
    await dropDatabase(name);
  });

  const idsOf = async (owner: string) =>
    (await database.rows.find(Delivery, { where: { owner } })).map(({ id }) => id).sort();

  it('loses nothing of 200 concurrent writers when every tenth fails midway', async () => {
    const owner = unique('writers');
    const write = (number: number) =>
      work.run(async (tx) => {
        await tx.rows.insert(Delivery, openDelivery(`${owner}_${number}_a`, owner));
        if (number % 10 === 0) throw new Error('in the middle');
        await tx.rows.insert(Delivery, openDelivery(`${owner}_${number}_b`, owner));
        return number;
      });
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    const outcomes = await Promise.allSettled(numbers.map(write));

    const failed = outcomes.flatMap(({ status }, number) => (status === 'rejected' ? number : []));
    expect(failed).toEqual(numbers.filter((number) => number % 10 === 0));
    const expected = numbers
      .filter((number) => number % 10 !== 0)
      .flatMap((number) => [`${owner}_${number}_a`, `${owner}_${number}_b`])
      .sort();
    expect(await idsOf(owner)).toEqual(expected);
  });

  it('loses nothing when the failure is the database’s own', async () => {
    const owner = unique('clash');
    await work.run((tx) => tx.rows.insert(Delivery, openDelivery(`${owner}_taken`, owner)));
    const write = (number: number) =>
      work.run(async (tx) => {
        await tx.rows.insert(Delivery, openDelivery(`${owner}_${number}`, owner));
        if (number % 10 === 0)
          await tx.rows.insert(Delivery, openDelivery(`${owner}_taken`, owner));
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => write(n)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    expect(await idsOf(owner)).toHaveLength(46);
  });

  it('loses nothing of the neighbours when what fails is the bookkeeping of a job', async () => {
    const owner = unique('books');
    const write = (number: number) =>
      work.run(async (tx) => {
        await tx.rows.insert(Delivery, openDelivery(`${owner}_${number}`, owner));
        // No text: the row of the change cannot be stored.
        if (number === 7) tx.changed('delivery', null as never);
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => write(n)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[7]?.status).toBe('rejected');
    expect(await idsOf(owner)).toHaveLength(19);
  });

  it('stores more changes than a statement has variables for', async () => {
    const before = await database.rows.count(Change);
    await work.run(async (tx) => {
      for (let number = 0; number < 40_000; number += 1) tx.changed('delivery', String(number));
    });
    expect((await database.rows.count(Change)) - before).toBe(40_000);
  });

  it('answers only after the commit: whoever was answered can be read', async () => {
    const owner = unique('read');
    const written = Array.from({ length: 60 }, async (_, number) => {
      const id = `${owner}_${number}`;
      await work.run((tx) => tx.rows.insert(Delivery, openDelivery(id, owner)));
      return database.rows.existsBy(Delivery, { id });
    });
    expect(new Set(await Promise.all(written))).toEqual(new Set([true]));
  });

  it('does what is for afterwards once, when the rows can be read, and nothing for a job that fails', async () => {
    const owner = unique('afterwards');
    const done: Promise<[number, boolean]>[] = [];
    const write = (number: number) =>
      work.run(async (tx) => {
        const id = `${owner}_${number}`;
        tx.afterwards(() => {
          const seen = database.rows.existsBy(Delivery, { id });
          done.push(seen.then((isThere) => [number, isThere]));
        });
        await tx.rows.insert(Delivery, openDelivery(id, owner));
        if (number % 3 === 0) throw new Error('after its rows');
        // The bookkeeping fails: all of this moment are tried again, each alone.
        if (number % 3 === 1) tx.changed('delivery', null as never);
      });
    const numbers = Array.from({ length: 9 }, (_, number) => number);
    await Promise.allSettled(numbers.map(write));
    expect((await Promise.all(done)).toSorted()).toEqual([
      [2, true],
      [5, true],
      [8, true],
    ]);
  });

  it('shows nobody a row that may still be rolled back', async () => {
    const owner = unique('dirty');
    let seenInside = -1;
    const job = work.run(async (tx) => {
      await tx.rows.insert(Delivery, openDelivery(`${owner}_1`, owner));
      seenInside = (await idsOf(owner)).length;
      throw new Error('rolled back');
    });
    await expect(job).rejects.toThrow('rolled back');
    expect([seenInside, (await idsOf(owner)).length]).toEqual([0, 0]);
  });

  it('ends a job that never ends, so that those behind it go on', async () => {
    const owner = unique('stuck');
    let enter = () => {};
    const entered = new Promise<void>((resolve) => (enter = resolve));
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date'] });
    const stuck = work.run(async (tx) => {
      await tx.rows.insert(Delivery, openDelivery(`${owner}_1`, owner));
      enter();
      await new Promise(() => {});
    });
    await entered;
    jest.advanceTimersByTime(10_000);
    jest.useRealTimers();
    const behind = work.run((tx) => tx.rows.insert(Delivery, openDelivery(`${owner}_2`, owner)));
    await expect(stuck).rejects.toThrow(/took too long/);
    await behind;
    expect(await idsOf(owner)).toEqual([`${owner}_2`]);
  });

  it('refuses a write after the job is over', async () => {
    const late = await work.run(async (tx) => () => tx.rows);
    expect(late).toThrow(/is over/);
  });

  it('refuses to write outside: the committed rows are read-only', async () => {
    const write = database.rows.insert(Delivery, openDelivery('outside', 'nobody'));
    await expect(write).rejects.toThrow(/read.?only|readonly/i);
  });
});
