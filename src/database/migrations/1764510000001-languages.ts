import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The language in which people get their mails. */
export class Languages1764510000001 implements MigrationInterface {
  name = 'Languages1764510000001';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "language" varchar(2)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "language"');
  }
}
