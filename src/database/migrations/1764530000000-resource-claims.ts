import type { MigrationInterface, QueryRunner } from 'typeorm';
import { index } from './columns.js';

const LONGEST = 2_048;

interface AppRow {
  id: string;
  url: string;
  createdAt: string | number;
}

/**
 * Keeps the normal form of an app's URL and since when the app has it, and the audiences to which it may
 * exchange tokens. What people allowed is forgotten once: it did not say to
 * which redirect URIs.
 */
export class ResourceClaims1764530000000 implements MigrationInterface {
  name = 'ResourceClaims1764530000000';

  // Plain SQL of both engines: TypeORM would copy the whole table on SQLite.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "app" ADD COLUMN "resourceKey" varchar(2048)');
    await runner.query('ALTER TABLE "app" ADD COLUMN "resourceSince" bigint');
    await runner.query('ALTER TABLE "app" ADD COLUMN "exchangeAudiences" text');
    const isPostgres = runner.connection.options.type === 'postgres';
    const values = isPostgres ? ['$1', '$2', '$3'] : ['?', '?', '?'];
    const update = `UPDATE "app" SET "resourceKey" = ${values[0]}, "resourceSince" = ${values[1]} WHERE "id" = ${values[2]}`;
    const apps = (await runner.query(
      'SELECT "id", "url", "createdAt" FROM "app" WHERE "url" IS NOT NULL',
    )) as AppRow[];
    for (const { id, url, createdAt } of apps) {
      const key = resourceKey(url);
      if (key !== undefined) await runner.query(update, [key, createdAt, id]);
    }
    await runner.createIndex('app', index('app_resource', ['resourceKey']));
    await runner.query('DELETE FROM "consent"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "app_resource"');
    for (const column of ['exchangeAudiences', 'resourceSince', 'resourceKey'])
      await runner.query(`ALTER TABLE "app" DROP COLUMN "${column}"`);
  }
}

/** The normal form as it was when this was written (RFC 3986 §6.2.2, §6.2.3). */
function resourceKey(url: string): string | undefined {
  if (!/^https?:\/\/[^/\s\\#][^\s\p{Cc}\\#]*$/iu.test(url)) return undefined;
  if (url.length > LONGEST || !URL.canParse(url)) return undefined;
  const decoded = url.replace(/%[0-9a-f]{2}/gi, (code) => {
    const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(sign) ? sign : code.toUpperCase();
  });
  const key = new URL(decoded).href;
  return key.length <= LONGEST ? key : undefined;
}
