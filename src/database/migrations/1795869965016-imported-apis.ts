import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, flag, index, int, json, table, text } from './columns.js';

/** The provider's own APIs, their operations, and how often these are called. */
export class ImportedApis1795869965016 implements MigrationInterface {
  name = 'ImportedApis1795869965016';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables()) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of tables().reverse()) await runner.dropTable(each);
  }
}

const tables = () => [
  table(
    'api',
    [
      text('id', 64, { isPrimary: true }),
      text('name', 32),
      text('title', 255),
      text('publicUrl', 2048),
      text('resourceKey', 2048),
      text('basePath', 1024),
      text('keyHeader', 64),
      flag('preflight'),
      flag('assertion'),
      big('observeUntil', { isNullable: true }),
      int('revision', { default: 0 }),
      big('importedAt', { isNullable: true }),
      big('createdAt'),
    ],
    [index('api_name', ['name'], true), index('api_resource', ['resourceKey'])],
  ),
  table('api_document', [text('apiId', 64, { isPrimary: true }), json('text')]),
  table(
    'api_operation',
    [
      text('id', 64, { isPrimary: true }),
      text('apiId', 64),
      text('name', 128),
      text('operationId', 255, { isNullable: true }),
      text('method', 16),
      text('path', 4096),
      text('summary', 500),
      flag('public'),
      json('scopes', { isNullable: true }),
      text('reason', 1000, { isNullable: true }),
      json('allow'),
      flag('proposedPublic'),
      flag('echo'),
      json('aliases'),
    ],
    [index('api_operation_api', ['apiId']), index('api_operation_name', ['name'], true)],
  ),
  table(
    'api_call',
    [
      text('apiId', 64, { isPrimary: true }),
      int('hour', { isPrimary: true }),
      text('operation', 128, { isPrimary: true }),
      text('appKey', 64, { isPrimary: true }),
      text('outcome', 8, { isPrimary: true }),
      int('times', { default: 0 }),
    ],
    [index('api_call_hour', ['hour'])],
  ),
];
