import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, index, json, table, text } from './columns.js';

const NULLABLE = { isNullable: true };

/** Keeps what a person removed for a while, so that it can be brought back. */
export class Bin1795883447000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'bin_item',
        [
          text('id', 64, { isPrimary: true }),
          text('kind', 16),
          text('name', 4096),
          text('ownerId', 64),
          text('withId', 64, NULLABLE),
          text('usernameKey', 64, NULLABLE),
          text('emailKey', 254, NULLABLE),
          text('removedBy', 64, NULLABLE),
          big('removedAt'),
          json('content'),
        ],
        [
          index('bin_item_in_order', ['removedAt', 'id']),
          index('bin_item_owner', ['ownerId', 'removedAt']),
          index('bin_item_with', ['withId']),
          index('bin_item_username', ['usernameKey'], true),
          index('bin_item_email', ['emailKey'], true),
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('bin_item');
  }
}
