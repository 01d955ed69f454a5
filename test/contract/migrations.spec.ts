/** @database sqlite */
import type { Table } from 'typeorm';
import { migrate, openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';
import { migrations } from '../../src/database/migrations.js';
import { readConfig } from '../../src/config/config.js';
import { dropDatabase, emptyDatabase, folder } from '../support/databases.js';
import { unique } from '../support/unique.js';

/** The version before must go on serving a database that this one has migrated (docs/deploy.md). */
describe('a migration', () => {
  const name = unique('migrations');
  afterAll(() => dropDatabase(name));

  it('only adds, and nothing that the version before it would have to fill in', async () => {
    const DATABASE_URL = await emptyDatabase(name);
    const { database } = readConfig({ DATA_DIR: folder(), DATABASE_URL });
    const writer = await openWriter(database, entities);
    await migrate(writer);
    const runner = writer.createQueryRunner();
    let after = await runner.getTables();
    for (let step = migrations.length; step > 1; step -= 1) {
      await writer.undoLastMigration();
      const before = await runner.getTables();
      expect([migrations[step - 1]?.name, faults(before, after)]).toEqual([
        migrations[step - 1]?.name,
        [],
      ]);
      after = before;
    }
    await writer.destroy();
  });

  function faults(before: Table[], after: Table[]): string[] {
    return before.flatMap((old) => {
      const table = after.find((each) => each.name === old.name);
      if (!table) return [`${old.name} is gone`];
      const gone = old.columns.filter(
        ({ name: column, type }) =>
          table.columns.find((each) => each.name === column)?.type !== type,
      );
      const missing = table.columns.filter(
        (column) =>
          !old.findColumnByName(column.name) && !column.isNullable && column.default === undefined,
      );
      return [...gone, ...missing].map((column) => `${old.name}.${column.name}`);
    });
  }
});
