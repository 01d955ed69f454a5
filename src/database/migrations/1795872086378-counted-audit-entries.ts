import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets one entry of the audit stand for many events of one hour: strangers cause some of them. */
export class CountedAuditEntries1795872086378 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "audit_entry" ADD COLUMN "times" integer NOT NULL DEFAULT (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "audit_entry" DROP COLUMN "times"');
  }
}
