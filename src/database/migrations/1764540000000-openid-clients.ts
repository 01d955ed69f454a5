import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, json, table, text } from './columns.js';

/**
 * What ordinary clients of OpenID Connect need: RS256 keys, an algorithm and sign-out addresses for
 * each app, and what is known of a person's address. RSA keys have a table of their own, since the
 * version before takes every key of the other one for ES256.
 */
export class OpenIdClients1764540000000 implements MigrationInterface {
  name = 'OpenIdClients1764540000000';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('rsa_signing_key', [
        text('kid', 64, { isPrimary: true }),
        json('publicJwk'),
        text('sealedPrivateKey', 4096),
        text('state', 16),
        big('createdAt'),
        big('retiredAt', { isNullable: true }),
      ]),
    );
    await runner.query('ALTER TABLE "app" ADD COLUMN "idTokenAlg" varchar(16)');
    await runner.query('ALTER TABLE "app" ADD COLUMN "postLogoutRedirectUris" text');
    // Until now every login callback was one: who relied on it goes on.
    await runner.query('UPDATE "app" SET "postLogoutRedirectUris" = "redirectUris"');
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "emailVerifiedAt" bigint');
    await runner.query('ALTER TABLE "user_account" ADD COLUMN "profileChangedAt" bigint');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "profileChangedAt"');
    await runner.query('ALTER TABLE "user_account" DROP COLUMN "emailVerifiedAt"');
    await runner.query('ALTER TABLE "app" DROP COLUMN "postLogoutRedirectUris"');
    await runner.query('ALTER TABLE "app" DROP COLUMN "idTokenAlg"');
    await runner.dropTable('rsa_signing_key');
  }
}
