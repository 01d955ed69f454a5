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

  it('looks back as many days as it is asked for, ninety at most', async () => {
    const of = (days: string) => cast.asAdmin('GET', `/backend/statistic?days=${days}`);
    for (const days of [7, 90])
      expect(expectStatus(200, await of(String(days))).body.days).toHaveLength(days);
    for (const days of ['0', '91', 'all']) expectStatus(400, await of(days));
  });

  it('says what waits for an administrator, and which apps are busiest', async () => {
    const needs = async () =>
      expectStatus(200, await cast.asAdmin('GET', '/backend/statistic/attention')).body;
    const old = await cast.app();
    bed.clock.advance(366 * DAY_MS);
    await cast.loginAgain();
    const before = await needs();
    expect(before.oldSecrets).toBeGreaterThanOrEqual(1);
    const { body } = await cast.asAdmin('GET', '/backend/app?secretOlderThan=365&count=100');
    expect(body.totalResults).toBe(before.oldSecrets);
    expect(body.entry.map(({ id }: { id: string }) => id)).toContain(old.id);

    const owner = await cast.developer();
    await cast.setting('app.approval', true);
    await cast.app({ owner });
    await cast.setting('app.approval', false);
    const busy = await cast.app({ name: 'Busy' });
    await cast.token(busy);
    await cast.token(busy);
    const after = await needs();
    expect(after.pendingApps).toBe(before.pendingApps + 1);
    expect(after.pendingUsers).toBe(before.pendingUsers);
    expect(after.mostIssued).toEqual([{ id: busy.id, name: 'Busy', times: 2 }]);
    expect(after.mostRefused).toEqual([]);
    expect([after.delayedMails, after.silentGates]).toEqual([0, []]);
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
