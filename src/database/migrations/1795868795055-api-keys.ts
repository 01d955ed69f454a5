import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps API keys, by their digests. */
export class ApiKeys1795868795055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "api_key" ("id" varchar(64) PRIMARY KEY NOT NULL, "appId" varchar(64) NOT NULL,
        "appKey" varchar(64) NOT NULL, "name" varchar(255) NOT NULL, "digest" varchar(64) NOT NULL,
        "tail" varchar(4), "scopes" text NOT NULL, "createdAt" bigint NOT NULL, "expiresAt" bigint,
        "endsAt" bigint, "lastUsedAt" bigint)`,
    );
    await runner.query('CREATE UNIQUE INDEX "api_key_digest" ON "api_key" ("digest")');
    await runner.query('CREATE INDEX "api_key_app" ON "api_key" ("appId")');
    await runner.query('CREATE INDEX "api_key_expires" ON "api_key" ("expiresAt")');
    await runner.query('CREATE INDEX "api_key_ends" ON "api_key" ("endsAt")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "api_key"');
  }
}
