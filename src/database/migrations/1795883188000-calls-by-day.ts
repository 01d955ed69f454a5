import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, index, int, table, text } from './columns.js';

/** Adds the calls of each day: by operation and app, by operation, and by app. */
export class CallsByDay1795883188000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(days);
    const day = '"hour" / 24';
    for (const [apiId, operation, appKey] of [
      ['"apiId"', '"operation"', '"appKey"'],
      ['"apiId"', '"operation"', "''"],
      ["''", "''", '"appKey"'],
    ])
      await runner.query(
        `INSERT INTO api_call_day ("day", "apiId", "operation", "appKey", "outcome", "times")
         SELECT ${day}, ${apiId}, ${operation}, ${appKey}, "outcome", SUM("times")
         FROM api_call GROUP BY 1, 2, 3, 4, 5`,
      );
    await runner.createIndex('api_call', ofApp);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('api_call', ofApp);
    await runner.dropTable(days);
  }
}

const ofApp = index('api_call_app', ['appKey', 'hour']);

const days = table(
  'api_call_day',
  [
    int('day', { isPrimary: true }),
    text('apiId', 64, { isPrimary: true }),
    text('operation', 128, { isPrimary: true }),
    text('appKey', 64, { isPrimary: true }),
    text('outcome', 8, { isPrimary: true }),
    big('times', { default: 0 }),
  ],
  [
    index('api_call_day_app', ['appKey', 'day']),
    index('api_call_day_operation', ['operation', 'day']),
  ],
);
