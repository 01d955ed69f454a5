import { Body, Controller, Post } from '@nestjs/common';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Delivery } from '../../src/sample/deliveries/delivery.entity.js';
import { Public } from '../../src/operations/decorators.js';
import { Cast, expectStatus } from '../support/cast.js';
import { newTestbed, testbed } from '../support/testbed.js';

class PairDto {
  /** No rules: the test alone sends it. */
  constructor(readonly number: number) {}
}

/** Writes two rows in one transaction, and fails between them where it is told to. */
@Public()
@Controller('test/pair')
class PairController {
  constructor(private readonly work: UnitOfWork) {}

  @Post()
  async create(@Body() body: object) {
    const { number } = body as PairDto;
    const row = (half: string): Delivery => ({
      id: `pair_${number}_${half}`,
      owner: 'pairs',
      title: 'x',
      comments: '',
      status: 'open',
      createdAt: new Date(),
      updatedAt: new Date(),
    });
    await this.work.run(async (tx) => {
      await tx.rows.insert(Delivery, row('a'));
      if (number % 10 === 0) throw new Error('in the middle');
      await tx.rows.insert(Delivery, row('b'));
    });
    return { number };
  }
}

describe('writers, readers and instances', () => {
  const bed = testbed({ controllers: [PairController] });
  const cast = new Cast(bed);
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('200 requests at once, every tenth of which fails midway: exactly those are missing', async () => {
    const app = await cast.app();
    const token = await cast.token(app);
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const pair = await bed.wire.post('/test/pair', { body: { number } });
        const body = { title: `neighbour ${number}` };
        const neighbour = await bed.wire.post('/api/deliveries', { token, body });
        return [pair.status, neighbour.status, neighbour.body.id];
      }),
    );
    expect(answers.map(([pair]) => pair)).toEqual(
      numbers.map((number) => (number % 10 === 0 ? 500 : 201)),
    );
    expect(new Set(answers.map(([, neighbour]) => neighbour))).toEqual(new Set([201]));
    const ids = (await bed.dump())
      .filter(({ table, column }) => table === 'delivery' && column === 'id')
      .map(({ value }) => String(value));
    const expected = numbers
      .filter((number) => number % 10 !== 0)
      .flatMap((number) => [`pair_${number}_a`, `pair_${number}_b`])
      .concat(answers.map(([, , id]) => id));
    expect(ids.sort()).toEqual(expected.sort());
  });

  it('a failure of ours is answered with one bland sentence, and logged whole', async () => {
    const answer = await bed.wire.post('/test/pair', { body: { number: 1_000 } });
    expectStatus(500, answer);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.text).not.toMatch(/in the middle|\.ts|stack|Error:/);
    const line = bed.logs.find((each) => each.includes(answer.body.requestId));
    expect(line).toBeDefined();
    expect(bed.logs.some((each) => each.includes('in the middle'))).toBe(true);
  });

  it('an instance that cannot read the feed for 5 s refuses private operations: 503', async () => {
    const person = await cast.developer();
    const { token } = person;
    const rename = (from: string, to: string) =>
      bed.app.get(UnitOfWork).run((tx) => tx.rows.query(`ALTER TABLE "${from}" RENAME TO "${to}"`));
    await rename('change', 'hidden');
    const deadline = Date.now() + 8_000;
    let status = 200;
    while (status !== 503 && Date.now() < deadline) {
      await wait(200);
      ({ status } = await bed.wire.get('/consumer/account', { token }));
    }
    const ready = await bed.wire.get('/system/health/ready');
    const open = await bed.wire.get('/system/about');
    await rename('hidden', 'change');
    expect([status, ready.status, open.status]).toEqual([503, 503, 200]);
    await wait(1_000);
    expectStatus(200, await bed.wire.get('/consumer/account', { token }));
    expectStatus(200, await bed.wire.get('/system/health/ready'));
  }, 30_000);

  it('what one instance ends is over on the other within a second', async () => {
    const second = await bed.second();
    const person = await cast.developer();
    const app = await cast.app({ owner: person });
    const token = await cast.token(app);
    const gone = async (path: string, by: string) => {
      const deadline = Date.now() + 1_000;
      for (;;) {
        const { status } = await second.get(path, { token: by });
        if (status === 401 || Date.now() > deadline) return status;
        await wait(20);
      }
    };
    expectStatus(200, await second.get('/api/deliveries', { token }));
    expectStatus(200, await second.get('/consumer/account', { token: person.token }));
    await bed.wire.delete(`/consumer/app/${app.id}/token`, { token: person.token });
    expect(await gone('/api/deliveries', token)).toBe(401);
    await bed.wire.put('/consumer/account/change_password', {
      token: person.token,
      body: { oldPassword: person.password, newPassword: 'a new long password' },
    });
    expect(await gone('/consumer/account', person.token)).toBe(401);
    // And what is opened on one works on the other at once.
    const { token: fresh } = await cast.login(person.username, 'a new long password');
    const next = await cast.token(app);
    const deadline = Date.now() + 1_000;
    while (Date.now() < deadline) {
      const answers = [
        await second.get('/consumer/account', { token: fresh }),
        await second.get('/api/deliveries', { token: next }),
      ];
      if (answers.every(({ status }) => status === 200)) return;
      await wait(20);
    }
    throw new Error('The new tokens do not work on the second instance.');
  });
});

describe('one refresh token on two instances', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('of many uses at once has one successor, beside those of other grants', async () => {
    const second = await bed.second();
    const apps = await Promise.all(Array.from({ length: 5 }, () => cast.app()));
    const chains = await Promise.all(
      apps.map(async (app) => {
        // Its first use makes the row; from then on uses are written together.
        const { body } = await cast.refresh(app, (await cast.tokens(app)).refresh_token);
        return { app, token: String(body.refresh_token) };
      }),
    );
    for (let round = 0; round < 3; round += 1) {
      // Each instance is given the grants in another order.
      const uses = Array.from({ length: 10 }, (_, number) =>
        (number % 2 === 0 ? chains : chains.toReversed()).map((chain) => ({
          chain,
          wire: number % 2 === 0 ? bed.wire : second,
        })),
      ).flat();
      const answers = await Promise.all(
        uses.map(async ({ chain, wire }) => {
          const answer = await cast.refresh(chain.app, chain.token, wire);
          return { chain, next: String(expectStatus(200, answer).body.refresh_token) };
        }),
      );
      for (const chain of chains) {
        const next = new Set(answers.flatMap((each) => (each.chain === chain ? each.next : [])));
        expect([...next]).toEqual([expect.any(String)]);
        chain.token = [...next].join();
      }
    }
  });
});

// SQLite is for one server; there the second one comes when the first has made the tables.
describe('two instances that start on an empty database', () => {
  it('agree on the schema, the keys, the roles and the administrator', async () => {
    const bed = await newTestbed({ empty: true });
    try {
      if (ENGINE === 'sqlite') await bed.start();
      await Promise.all([ENGINE === 'postgres' && bed.start(), bed.second()]);
      const rows = await bed.dump();
      const all = (table: string, column: string) =>
        rows
          .filter((row) => row.table === table && row.column === column)
          .map(({ value }) => value)
          .toSorted();
      expect(all('role', 'name')).toEqual(['Administrator', 'Consumer', 'Partner']);
      expect(all('signing_key', 'state')).toEqual(['current', 'next']);
      expect(all('user_account', 'username')).toEqual(['admin']);
    } finally {
      await bed.stop();
    }
  });
});
