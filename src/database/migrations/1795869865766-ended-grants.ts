import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Marks the grants that ended with their person or app, so that lists need look at nothing but grants. */
export class EndedGrants1795869865766 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "ended_holder" ("column" varchar(16) NOT NULL, "key" varchar(64) NOT NULL,
        "epoch" integer NOT NULL DEFAULT (0), PRIMARY KEY ("column", "key"))`,
    );
    await runner.query(
      `UPDATE "access_grant" SET "endedAt" = ${Date.now()} WHERE "endedAt" IS NULL AND (
        ("userId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "user_account" p
          WHERE p."id" = "access_grant"."userId" AND p."epoch" = "access_grant"."userEpoch"))
        OR ("clientId" LIKE 'gate!_app!_%' ESCAPE '!' AND NOT EXISTS (SELECT 1 FROM "app" a
          WHERE a."key" = "access_grant"."clientId" AND a."epoch" = "access_grant"."clientEpoch")))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "ended_holder"');
  }
}
