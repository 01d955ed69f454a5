import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps when an administrator approved an app, and what it was then. Nobody is known to have looked before. */
export class WhatWasApproved1764560000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" ADD COLUMN "approvedAt" bigint');
    await runner.query('ALTER TABLE "app" ADD COLUMN "approved" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" DROP COLUMN "approved"');
    await runner.query('ALTER TABLE "app" DROP COLUMN "approvedAt"');
  }
}
