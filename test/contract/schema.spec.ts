import { migrate, openReader, openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';
import { readConfig } from '../../src/config/config.js';
import { dropDatabase, emptyDatabase, folder } from '../support/databases.js';
import { unique } from '../support/unique.js';

describe('the schema', () => {
  const name = unique('schema');
  let database: ReturnType<typeof readConfig>['database'];

  beforeAll(async () => {
    const DATABASE_URL = await emptyDatabase(name);
    ({ database } = readConfig({ DATA_DIR: folder(), DATABASE_URL }));
  });
  afterAll(() => dropDatabase(name));

  it('is the same in the migrations and in the entities', async () => {
    const writer = await openWriter(database, entities);
    await migrate(writer);
    const { upQueries } = await writer.driver.createSchemaBuilder().log();
    await writer.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is migrated by several instances that start at once', async () => {
    const writers = await Promise.all([
      openWriter(database, entities),
      openWriter(database, entities),
    ]);
    await Promise.all(writers.map(migrate));
    const applied = await writers[0]?.query('SELECT name FROM migration');
    for (const writer of writers) await writer.destroy();
    expect(new Set(applied.map((row: { name: string }) => row.name)).size).toBe(applied.length);
  });

  it('is never changed by reading', async () => {
    const reader = await openReader(database, entities);
    await expect(reader.query('DELETE FROM role')).rejects.toThrow(/read.?only|readonly/i);
    await reader.destroy();
  });

  it('is durable: what was committed survives a power cut', async () => {
    if (database.kind === 'postgres') return; // PostgreSQL's own default
    const writer = await openWriter(database, entities);
    const [journal] = await writer.query('PRAGMA journal_mode');
    const [synchronous] = await writer.query('PRAGMA synchronous');
    const [keys] = await writer.query('PRAGMA foreign_keys');
    await writer.destroy();
    expect([journal, synchronous, keys]).toEqual([
      { journal_mode: 'wal' },
      { synchronous: 2 },
      { foreign_keys: 1 },
    ]);
  });

  it('goes back the way it came', async () => {
    const writer = await openWriter(database, entities);
    await writer.undoLastMigration();
    await migrate(writer);
    const { upQueries } = await writer.driver.createSchemaBuilder().log();
    await writer.destroy();
    expect(upQueries).toEqual([]);
  });
});
