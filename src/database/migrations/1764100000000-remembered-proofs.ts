import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a login used a second factor, and which grant types a program registered for. */
export class RememberedProofs1764100000000 implements MigrationInterface {
  name = 'RememberedProofs1764100000000';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "access_grant" ADD COLUMN "secondFactor" boolean');
    await runner.query('ALTER TABLE "app" ADD COLUMN "grantTypes" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" DROP COLUMN "grantTypes"');
    await runner.query('ALTER TABLE "access_grant" DROP COLUMN "secondFactor"');
  }
}
