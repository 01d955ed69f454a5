import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the oldest live grant of an app among all that have ended. */
export class LiveGrantsOfApps1764550000001 implements MigrationInterface {
  name = 'LiveGrantsOfApps1764550000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX "access_grant_live" ON "access_grant" ("clientId", "kind", "createdAt") WHERE "endedAt" IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "access_grant_live"');
  }
}
