import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

/** What the next version may do to a database, by the rule of docs/deploy.md. */
const LATER = [
  'ALTER TABLE delivery ADD COLUMN "later" varchar(64)',
  'ALTER TABLE access_grant ADD COLUMN "later" integer NOT NULL DEFAULT 0',
  'ALTER TABLE app ADD COLUMN "later" varchar(64)',
  'CREATE TABLE later (id varchar(64) PRIMARY KEY)',
  'CREATE INDEX delivery_later ON delivery ("later")',
  `INSERT INTO migration ("timestamp", name) VALUES (4102444800000, 'Later4102444800000')`,
];

describe('84: two versions on one database', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('the older one serves on while the newer one migrates and after, and can start anew', async () => {
    const app = await cast.app();
    let { access_token: token, refresh_token } = await cast.tokens(app);
    const failed: string[] = [];
    let done = 0;
    let running = true;
    const expects = (status: number, answer: { status: number; text: string }) => {
      done += 1;
      if (answer.status !== status) failed.push(`${answer.status} ${answer.text}`);
    };
    const repeat = async (work: () => Promise<void>) => {
      while (running) await work();
    };
    const refreshing = async () => {
      const answer = await cast.refresh(app, refresh_token);
      expects(200, answer);
      ({ access_token: token, refresh_token } = answer.body);
    };
    const own = await cast.token(app);
    const load = [
      repeat(refreshing),
      repeat(async () => void (await cast.token(app))),
      repeat(async () => {
        const body = { title: 'x' };
        const made = await bed.wire.post('/api/deliveries', { token: own, body });
        expects(201, made);
        const path = `/api/deliveries/${made.body.id}`;
        expects(200, await bed.wire.get(path, { token: own }));
        expects(204, await bed.wire.delete(path, { token: own }));
      }),
    ];
    const atLeast = async (more: number) => {
      const enough = done + more;
      while (done < enough && failed.length === 0) await new Promise((next) => setTimeout(next, 5));
    };
    await atLeast(20);
    // Each statement by itself, as a migration that takes its time.
    for (const statement of LATER) {
      await bed.app.get(UnitOfWork).run((tx) => tx.rows.query(statement));
      await atLeast(5);
    }
    const second = await bed.second();
    expectStatus(200, await second.get('/api/deliveries', { token: own }));
    await atLeast(20);
    running = false;
    await Promise.all(load);
    expect(failed).toEqual([]);

    await bed.restart();
    expectStatus(200, await bed.wire.get('/authorization/whoami', { token }));
    expectStatus(200, await cast.refresh(app, refresh_token));
    const names = (await bed.dump()).filter(({ column }) => column === 'later');
    expect(names.length).toBeGreaterThan(0);
  });
});
