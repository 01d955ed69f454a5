import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts by day what is gone, for the figures of the past. */
export class RemovedCounts1764570000000 implements MigrationInterface {
  name = 'RemovedCounts1764570000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "removed_count" ("kind" varchar(16) NOT NULL, "day" integer NOT NULL,
        "times" integer NOT NULL DEFAULT (0), PRIMARY KEY ("kind", "day"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "removed_count"');
  }
}
