import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES: [name: string, on: string][] = [
  // Empty times sort apart on the two engines: here they are the earliest of all.
  ['user_account_last_login', '"user_account" (COALESCE("lastLoginAt", 0), "id")'],
  // What finds beginnings has the order of bytes on PostgreSQL, and this one that of the language.
  ['app_name_in_order', '"app" (LOWER(SUBSTR("name", 1, 64)), "id")'],
];

/** Serves the lists of people by their last sign-in, and those of apps by their names. */
export class SortedLists1795874080030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of INDEXES) await runner.query(`CREATE INDEX "${name}" ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDEXES) await runner.query(`DROP INDEX "${name}"`);
  }
}
