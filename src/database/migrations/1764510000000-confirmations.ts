import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person proved once more, in a session or a login, who they are. */
export class Confirmations1764510000000 implements MigrationInterface {
  name = 'Confirmations1764510000000';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "access_grant" ADD COLUMN "confirmedAt" bigint');
    await runner.query('ALTER TABLE "portal_session" ADD COLUMN "confirmedAt" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "portal_session" DROP COLUMN "confirmedAt"');
    await runner.query('ALTER TABLE "access_grant" DROP COLUMN "confirmedAt"');
  }
}
