import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the pages that a provider writes in the portal. */
export class WrittenPages1795882588000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "written_page" ("id" varchar(64) PRIMARY KEY NOT NULL, "kind" varchar(16) NOT NULL,
        "slug" varchar(80) NOT NULL, "language" varchar(8) NOT NULL, "title" varchar(200) NOT NULL,
        "markdown" text NOT NULL, "summary" varchar(200) NOT NULL, "position" integer NOT NULL DEFAULT (0),
        "state" varchar(16) NOT NULL, "publishedAt" bigint, "changedBy" varchar(64),
        "updatedAt" bigint NOT NULL, "createdAt" bigint NOT NULL)`,
    );
    await runner.query(
      'CREATE UNIQUE INDEX "written_page_address" ON "written_page" ("kind", "slug", "language")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "written_page"');
  }
}
