import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Index: table, columns, and which rows; what it takes the place of. */
const INDEXES: [name: string, on: string, replaced?: [name: string, on: string]][] = [
  [
    'user_account_role_in_order',
    '"user_account" ("roleId", "id")',
    ['user_account_role', '"user_account" ("roleId")'],
  ],
  ['user_account_status', '"user_account" ("status", "id")'],
  ['app_owner_in_order', '"app" ("ownerId", "id")', ['app_owner', '"app" ("ownerId")']],
  ['app_account', '"app" ("accountId", "id")'],
  ['app_status', '"app" ("status", "id")'],
  [
    'audit_entry_in_order',
    '"audit_entry" ("at", "id", "event")',
    ['audit_entry_at', '"audit_entry" ("at")'],
  ],
  ['audit_entry_event', '"audit_entry" ("event", "at", "id")'],
  [
    'audit_entry_user_in_order',
    '"audit_entry" ("userId", "at", "id")',
    ['audit_entry_user', '"audit_entry" ("userId")'],
  ],
  ['access_grant_in_order', '"access_grant" ("id") WHERE "endedAt" IS NULL'],
  ['access_grant_kind', '"access_grant" ("kind", "id") WHERE "endedAt" IS NULL'],
  [
    'access_grant_client_in_order',
    '"access_grant" ("clientId", "id")',
    ['access_grant_client', '"access_grant" ("clientId")'],
  ],
  [
    'access_grant_user_in_order',
    '"access_grant" ("userId", "id")',
    ['access_grant_user', '"access_grant" ("userId")'],
  ],
  [
    'access_grant_over',
    '"access_grant" ("expiresAt", "endedAt")',
    ['access_grant_expires', '"access_grant" ("expiresAt")'],
  ],
];

/** Serves each list of the administration by an index in its order, however many rows there are. */
export class ListsInOrder1795869375391 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on, replaced] of INDEXES) {
      await runner.query(`CREATE INDEX "${name}" ON ${on}`);
      if (replaced) await runner.query(`DROP INDEX "${replaced[0]}"`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, , replaced] of INDEXES) {
      if (replaced) await runner.query(`CREATE INDEX "${replaced[0]}" ON ${replaced[1]}`);
      await runner.query(`DROP INDEX "${name}"`);
    }
  }
}
