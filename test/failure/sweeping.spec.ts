import { AppActivity } from '../../src/apps/activity/app-activity.entity.js';
import { GrantRow } from '../../src/auth/grants/grant.entity.js';
import { Sweeper } from '../../src/database/sweeper.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Cast, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const MANY = 3_000;
const DAY_MS = 86_400_000;
const numbers = Array.from({ length: MANY }, (_, n) => n);

describe('sweeping thousands of rows', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  /** As many grants and notes that are long over, and as many notes that are not quite. */
  const fill = async (app: TestApp) => {
    await bed.app.get(UnitOfWork).run(async (tx) => {
      const now = bed.clock.now();
      const one = await tx.rows.findOneByOrFail(GrantRow, { clientId: app.appKey });
      const over = new Date(now - 31 * DAY_MS);
      const grants = numbers.map((n) => ({ ...one, id: `over_${app.id}_${n}`, expiresAt: over }));
      const hour = Math.floor((now - 91 * DAY_MS) / 3_600_000);
      const notes = numbers.map((n) => ({
        ...{ appId: app.id, event: 'issued', times: 1, lastAt: over, lastIp: null },
        hour: n % 2 ? hour : hour + 48,
        detail: `over ${Math.floor(n / 2)}`,
      }));
      for (let from = 0; from < MANY; from += 500) {
        await tx.rows.insert(GrantRow, grants.slice(from, from + 500));
        await tx.rows.insert(AppActivity, notes.slice(from, from + 500));
      }
    });
  };

  it('removes what is over and nothing else, while others write', async () => {
    const app = await cast.app();
    const { refresh_token } = await cast.tokens(app);
    const live = (await cast.refresh(app, refresh_token)).body;
    await fill(app);
    let sweeping = true;
    let written = 0;
    const sweep = bed.app.get(Sweeper).run();
    const writing = (async () => {
      while (sweeping) {
        const { status } = await bed.wire.post('/api/deliveries', {
          token: live.access_token,
          body: { title: 'x' },
        });
        expect(status).toBe(201);
        written += 1;
      }
    })();
    const removed = await sweep;
    sweeping = false;
    await writing;
    expect(removed).toBe(MANY + MANY / 2);
    expect(written).toBeGreaterThan(0);
    const left = await bed.dump();
    expect(left.filter(({ value }) => String(value).startsWith('over_'))).toEqual([]);
    expect(left.filter(({ value }) => String(value).startsWith('over '))).toHaveLength(MANY / 2);
    expect((await cast.refresh(app, live.refresh_token)).status).toBe(200);
  });

  it('does not hold up the end of the process', async () => {
    const app = await cast.app();
    await cast.refresh(app, (await cast.tokens(app)).refresh_token);
    await fill(app);
    const sweep = bed.app.get(Sweeper).run();
    await bed.restart();
    expect(await sweep).toBeLessThan(MANY);
  });
});
