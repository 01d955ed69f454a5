import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells apps that their owner disabled from those that an administrator did; until now only
 * administrators could. Plain SQL, because TypeORM would copy the whole table on SQLite.
 */
export class WhoDisabledAnApp1763900000000 implements MigrationInterface {
  name = 'WhoDisabledAnApp1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" ADD COLUMN "disabledBy" varchar(16)');
    await runner.query(
      `UPDATE "app" SET "disabledBy" = 'administrator' WHERE "status" = 'disabled'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" DROP COLUMN "disabledBy"');
  }
}
