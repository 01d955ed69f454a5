import type { DataSource } from 'typeorm';
import { migrate, openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';
import { migrations } from '../../src/database/migrations.js';
import { readConfig } from '../../src/config/config.js';
import { dropDatabase, emptyDatabase, folder } from '../support/databases.js';
import { unique } from '../support/unique.js';

const APP = 'gate_app_of_backfill';

/** What a migration makes of the rows that were there before it. */
describe('a migration of rows', () => {
  const name = unique('backfill');
  let writer: DataSource;

  beforeAll(async () => {
    const DATABASE_URL = await emptyDatabase(name);
    const { database } = readConfig({ DATA_DIR: folder(), DATABASE_URL });
    writer = await openWriter(database, entities);
    await migrate(writer);
    // They run, and are undone, in the order of the times in their names.
    const times = migrations.map(({ name: each }) => each.slice(-13));
    const first = migrations.find(({ name: each }) => each.startsWith('EndedGrants'));
    const undone = times.filter((time) => time >= (first?.name.slice(-13) ?? '')).length;
    for (let step = 0; step < undone; step += 1) await writer.undoLastMigration();
  });
  afterAll(async () => {
    await writer.destroy();
    await dropDatabase(name);
  });

  const insert = (table: string, row: Record<string, unknown>) => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    const columns = Object.keys(row).map((column) => `"${column}"`);
    const values = Object.values(row);
    return writer.query(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${places.join()})`,
      values,
    );
  };
  const grant = (id: string, facts: Record<string, unknown>) =>
    insert('access_grant', {
      ...{ id, kind: 'login', face: 'consumer', clientId: 'gatehouse', scope: '[]' },
      ...{ createdAt: 1, rotatedAt: 1, expiresAt: 4_000_000_000_000, userEpoch: 0, clientEpoch: 0 },
      ...facts,
    });

  it('marks what ended with its person or app, and sums what apps did by day', async () => {
    await insert('user_account', {
      ...{ id: 'usr_1', username: 'a', usernameKey: 'a', email: 'a@b', emailKey: 'a@b' },
      ...{ passwordHash: '', roleId: 'r', status: 'active', epoch: 2, createdAt: 1 },
    });
    await grant('live', { userId: 'usr_1', userEpoch: 2 });
    await grant('earlier', { userId: 'usr_1', userEpoch: 1 });
    await grant('nobody', { userId: 'usr_2' });
    await grant('no_app', { clientId: APP });
    await grant('described', { clientId: 'https://client.example/' });
    const hours = [
      [48, 'issued', 3],
      [49, 'issued', 4],
      [71, 'invalid_grant', 5],
      [72, 'issued', 6],
    ];
    for (const [hour, event, times] of hours)
      await insert('app_activity', { appId: 'a', hour, event, detail: '', times, lastAt: 1 });

    await migrate(writer);

    const live = await writer.query(
      'SELECT id FROM access_grant WHERE "endedAt" IS NULL ORDER BY id',
    );
    expect(live.map((row: { id: string }) => row.id)).toEqual(['described', 'live']);
    const days: Record<string, string>[] = await writer.query(
      'SELECT day, issued, failed FROM activity_day ORDER BY day',
    );
    const sums = days.map(({ day, issued, failed }) => [day, issued, failed].map(Number));
    expect(sums).toEqual([
      [2, 7, 5],
      [3, 6, 0],
    ]);
  });
});
