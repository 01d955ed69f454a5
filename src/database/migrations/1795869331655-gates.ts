import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, index, int, json, table, text } from './columns.js';

const isNullable = { isNullable: true };
const isPrimary = { isPrimary: true };

/** Gates with their keys, and what they refused. */
export class Gates1795869331655 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'gate',
        [
          text('id', 64, isPrimary),
          text('name', 64),
          text('dialect', 16),
          json('apis'),
          int('hops', { default: 1 }),
          big('lastUsedAt', isNullable),
          big('createdAt'),
          big('updatedAt'),
        ],
        [index('gate_name', ['name'], true)],
      ),
    );
    await runner.createTable(
      table(
        'gate_key',
        [
          text('id', 64, isPrimary),
          text('gateId', 64),
          text('digest', 64),
          text('tail', 4),
          big('createdAt'),
          big('expiresAt', isNullable),
        ],
        [index('gate_key_gate', ['gateId']), index('gate_key_digest', ['digest'], true)],
      ),
    );
    await runner.createTable(refusals);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['gate_refusal', 'gate_key', 'gate']) await runner.dropTable(name);
  }
}

const refusals = table(
  'gate_refusal',
  [
    text('kind', 64, isPrimary),
    int('hour', isPrimary),
    text('gateId', 64),
    text('api', 31),
    text('operation', 128, isNullable),
    text('method', 20),
    text('path', 4096, isNullable),
    int('status', { default: 0 }),
    text('code', 48),
    text('reason', 200),
    text('appKey', 512, isNullable),
    text('credential', 16),
    text('tail', 8, isNullable),
    text('outcome', 16),
    int('times', { default: 0 }),
    big('lastAt'),
  ],
  [
    index('gate_refusal_app', ['appKey', 'lastAt']),
    index('gate_refusal_hour', ['hour']),
    index('gate_refusal_last', ['lastAt']),
  ],
);
