import { ActivityService } from '../../src/apps/activity/activity.service.js';
import { ReaderPool } from '../../src/database/reader-pool.js';
import { Sweeper } from '../../src/database/sweeper.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

const DAY_MS = 86_400_000;

interface Day {
  date: string;
  people: number;
  apps: number;
  issued: number;
}

describe('the overview', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  const read = async () => expectStatus(200, await cast.asAdmin('GET', '/backend/statistic')).body;
  const dayOf = async (date: string): Promise<Day> =>
    (await read()).days.find((day: Day) => day.date === date);

  it('keeps the sums of a day when it is over, whoever is removed before or after', async () => {
    const person = await cast.developer();
    const leaving = await cast.developer();
    const app = await cast.app({ owner: person });
    await cast.token(app);
    const today = (await read()).days.at(-1);
    expect(today.people).toBeGreaterThanOrEqual(2);
    expect(today.issued).toBeGreaterThanOrEqual(1);
    bed.clock.advance(2 * DAY_MS);
    await cast.loginAgain();
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${leaving.id}`));
    expect(await dayOf(today.date)).toEqual(today);
    await bed.app.get(Sweeper).run();
    expect(await dayOf(today.date)).toEqual(today);
    expectStatus(204, await cast.asAdmin('DELETE', `/backend/user/${person.id}`));
    await bed.app.get(Sweeper).run();
    expect(await dayOf(today.date)).toEqual(today);
    const { totals, days } = await read();
    expect(totals.people).toBe(1);
    expect(totals.countedAt).toBe(new Date(Date.parse(totals.countedAt)).toISOString());
    expect(days).toHaveLength(30);
  });

  it('adds what happens now to what was summed', async () => {
    await bed.app.get(Sweeper).run();
    const before = (await read()).days.at(-1);
    await cast.token(await cast.app());
    await bed.app.get(ActivityService).flush();
    const after = (await read()).days.at(-1);
    expect(after).toEqual({
      ...before,
      people: before.people + 1,
      apps: before.apps + 1,
      issued: before.issued + 1,
    });
  });

  if (ENGINE === 'sqlite')
    it('reads sums, and no hours of apps', async () => {
      const seen = jest.spyOn(ReaderPool.prototype, 'all');
      await read();
      const statements = seen.mock.calls.map(([sql]) => sql);
      seen.mockRestore();
      expect(statements.filter((sql) => sql.includes('activity_day'))).toHaveLength(1);
      expect(statements.filter((sql) => sql.includes('app_activity'))).toEqual([]);
    });
});
