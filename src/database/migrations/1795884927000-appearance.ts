import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the provider's face: its name, colours and links, and its images. */
export class Appearance1795884927000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "appearance" ("id" varchar(16) PRIMARY KEY NOT NULL, "face" text NOT NULL,
        "updatedAt" bigint NOT NULL)`,
    );
    await runner.query(
      `CREATE TABLE "appearance_image" ("kind" varchar(16) PRIMARY KEY NOT NULL,
        "digest" varchar(64) NOT NULL, "mediaType" varchar(32) NOT NULL, "data" text NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "appearance_image"');
    await runner.query('DROP TABLE "appearance"');
  }
}
