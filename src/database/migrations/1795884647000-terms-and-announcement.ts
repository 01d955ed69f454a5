import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps versions of the terms with who accepted them, and what is announced in the portal. */
export class TermsAndAnnouncement1795884647000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "announcement" ("id" varchar(64) PRIMARY KEY NOT NULL, "textEn" varchar(500) NOT NULL,
        "textFr" varchar(500) NOT NULL, "level" varchar(16) NOT NULL, "from" bigint, "until" bigint,
        "updatedAt" bigint NOT NULL)`,
    );
    await runner.query(
      `CREATE TABLE "terms_version" ("id" varchar(64) PRIMARY KEY NOT NULL, "version" varchar(32) NOT NULL,
        "link" varchar(2048), "markdownEn" text NOT NULL, "markdownFr" text NOT NULL,
        "publishedBy" varchar(64), "publishedAt" bigint NOT NULL, "withdrawnAt" bigint)`,
    );
    await runner.query('CREATE UNIQUE INDEX "terms_version_name" ON "terms_version" ("version")');
    await runner.query(
      `CREATE TABLE "terms_acceptance" ("id" varchar(64) PRIMARY KEY NOT NULL, "userId" varchar(64) NOT NULL,
        "termsId" varchar(64) NOT NULL, "version" varchar(32) NOT NULL, "acceptedAt" bigint NOT NULL)`,
    );
    await runner.query(
      'CREATE UNIQUE INDEX "terms_acceptance_user" ON "terms_acceptance" ("userId", "termsId")',
    );
    await runner.query('CREATE INDEX "terms_acceptance_terms" ON "terms_acceptance" ("termsId")');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['terms_acceptance', 'terms_version', 'announcement'])
      await runner.query(`DROP TABLE "${name}"`);
  }
}
