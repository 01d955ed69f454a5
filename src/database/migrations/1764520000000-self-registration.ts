import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an initial access token lets a program register for, and how often; and which apps registered
 * themselves. Until now only a token let them, and only such apps named their grant types.
 */
export class SelfRegistration1764520000000 implements MigrationInterface {
  name = 'SelfRegistration1764520000000';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    const tokens = 'ALTER TABLE "initial_access_token" ADD COLUMN';
    await runner.query(`${tokens} "name" varchar(255)`);
    await runner.query(`${tokens} "scopes" text`);
    await runner.query(`${tokens} "grantTypes" text`);
    await runner.query(`${tokens} "uses" integer NOT NULL DEFAULT 1`);
    await runner.query(`${tokens} "used" integer NOT NULL DEFAULT 0`);
    await runner.query('ALTER TABLE "app" ADD COLUMN "registration" varchar(16)');
    await runner.query(
      `UPDATE "app" SET "registration" = 'token' WHERE "grantTypes" IS NOT NULL AND "grantTypes" <> 'null'`,
    );
    await runner.query('CREATE INDEX "app_registration" ON "app" ("registration")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "app_registration"');
    await runner.query('ALTER TABLE "app" DROP COLUMN "registration"');
    for (const column of ['used', 'uses', 'grantTypes', 'scopes', 'name'])
      await runner.query(`ALTER TABLE "initial_access_token" DROP COLUMN "${column}"`);
  }
}
