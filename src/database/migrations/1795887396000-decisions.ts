import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what an administrator wrote to the owner of an app with the last decision about it. */
export class Decisions1795887396000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" ADD COLUMN "decisionMessage" varchar(1000)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" DROP COLUMN "decisionMessage"');
  }
}
