import type { MigrationInterface, QueryRunner } from 'typeorm';
import { index } from './columns.js';

/** Lists of the sample API are read from an index, instead of sorting everything an owner has. */
export class RowsInOrder1764550000000 implements MigrationInterface {
  name = 'RowsInOrder1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const name of ['delivery', 'task'])
      await runner.createIndex(name, index(`${name}_in_order`, ['owner', 'createdAt', 'id']));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['task', 'delivery']) await runner.dropIndex(name, `${name}_in_order`);
  }
}
