import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps sums by day, so that the overview reads tens of rows, however many there are behind it. */
export class SumsByDay1795870844811 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "created_count" ("kind" varchar(16) NOT NULL, "day" integer NOT NULL,
        "times" integer NOT NULL DEFAULT (0), PRIMARY KEY ("kind", "day"))`,
    );
    await runner.query(
      `CREATE TABLE "activity_day" ("day" integer NOT NULL, "issued" bigint NOT NULL DEFAULT (0),
        "failed" bigint NOT NULL DEFAULT (0), PRIMARY KEY ("day"))`,
    );
    await runner.query(
      `INSERT INTO "activity_day" ("day", "issued", "failed")
       SELECT "hour" / 24, SUM(CASE WHEN "event" = 'issued' THEN "times" ELSE 0 END),
         SUM(CASE WHEN "event" = 'issued' THEN 0 ELSE "times" END)
       FROM "app_activity" GROUP BY "hour" / 24`,
    );
    await runner.query('CREATE INDEX "user_account_created" ON "user_account" ("createdAt")');
    await runner.query('CREATE INDEX "app_created" ON "app" ("createdAt")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "app_created"');
    await runner.query('DROP INDEX "user_account_created"');
    await runner.query('DROP TABLE "activity_day"');
    await runner.query('DROP TABLE "created_count"');
  }
}
