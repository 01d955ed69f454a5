import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Serves the list of customer accounts by their names. */
export class AccountsByName1795883940000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "account_name_in_order" ON "account" (LOWER(SUBSTR("name", 1, 64)), "id")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "account_name_in_order"');
  }
}
