import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, flag, index, int, json, serial, table, text } from './columns.js';

/** The first schema: people, apps, roles, accounts, tokens, the change feed and the sample API. */
export class Foundations1763700000000 implements MigrationInterface {
  name = 'Foundations1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables()) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of tables().reverse()) await runner.dropTable(each);
  }
}

const tables = () => [
  table(
    'account',
    [text('id', 64, { isPrimary: true }), text('name', 255), text('ownerId', 64), big('createdAt')],
    [index('account_owner', ['ownerId'])],
  ),
  table(
    'account_member',
    [
      text('accountId', 64, { isPrimary: true }),
      text('userId', 64, { isPrimary: true }),
      big('createdAt'),
    ],
    [index('account_member_user', ['userId'])],
  ),
  table(
    'app_activity',
    [
      text('appId', 64, { isPrimary: true }),
      int('hour', { isPrimary: true }),
      text('event', 48, { isPrimary: true }),
      text('detail', 200, { isPrimary: true }),
      int('times', { default: 0 }),
      big('lastAt'),
      text('lastIp', 64, { isNullable: true }),
    ],
    [index('app_activity_hour', ['hour'])],
  ),
  table(
    'app_secret',
    [
      text('id', 64, { isPrimary: true }),
      text('appId', 64),
      text('digest', 64),
      text('tail', 4),
      big('createdAt'),
      big('expiresAt', { isNullable: true }),
      big('lastUsedAt', { isNullable: true }),
    ],
    [index('app_secret_app', ['appId'])],
  ),
  table(
    'app',
    [
      text('id', 64, { isPrimary: true }),
      text('key', 64),
      text('name', 4096),
      text('url', 4096, { isNullable: true }),
      text('description', 4096),
      json('scopes'),
      text('type', 16),
      json('redirectUris'),
      text('ownerId', 64),
      text('accountId', 64, { isNullable: true }),
      text('status', 16),
      flag('firstParty'),
      json('jwks', { isNullable: true }),
      flag('dpop'),
      int('epoch', { default: 0 }),
      big('createdAt'),
      big('updatedAt'),
    ],
    [index('app_key', ['key'], true), index('app_owner', ['ownerId'])],
  ),
  table(
    'audit_entry',
    [
      text('id', 64, { isPrimary: true }),
      big('at'),
      text('event', 128),
      text('userId', 64, { isNullable: true }),
      text('appKey', 64, { isNullable: true }),
      text('subject', 160, { isNullable: true }),
      text('ip', 64, { isNullable: true }),
      json('detail'),
    ],
    [index('audit_entry_at', ['at']), index('audit_entry_user', ['userId'])],
  ),
  table(
    'ended_token',
    [text('jti', 255, { isPrimary: true }), big('expiresAt')],
    [index('ended_token_expires', ['expiresAt'])],
  ),
  table(
    'access_grant',
    [
      text('id', 64, { isPrimary: true }),
      text('kind', 32),
      text('face', 32),
      text('clientId', 2048),
      text('userId', 64, { isNullable: true }),
      json('scope'),
      text('account', 64, { isNullable: true }),
      text('resource', 2048, { isNullable: true }),
      text('keyThumbprint', 64, { isNullable: true }),
      int('generation', { default: 0 }),
      int('clientEpoch', { default: 0 }),
      int('userEpoch', { default: 0 }),
      int('authTime', { default: 0 }),
      text('name', 255, { isNullable: true }),
      big('createdAt'),
      big('rotatedAt'),
      big('lastUsedAt', { isNullable: true }),
      big('expiresAt'),
      big('endedAt', { isNullable: true }),
    ],
    [
      index('access_grant_client', ['clientId']),
      index('access_grant_user', ['userId']),
      index('access_grant_expires', ['expiresAt']),
    ],
  ),
  table(
    'signing_key',
    [
      text('kid', 64, { isPrimary: true }),
      json('publicJwk'),
      text('sealedPrivateKey', 1024),
      text('state', 16),
      big('createdAt'),
      big('retiredAt', { isNullable: true }),
    ],
    [],
  ),
  table(
    'delivery',
    [
      text('id', 64, { isPrimary: true }),
      text('owner', 64),
      text('title', 255),
      text('comments', 4096),
      text('status', 16),
      big('createdAt'),
      big('updatedAt'),
    ],
    [index('delivery_owner', ['owner'])],
  ),
  table(
    'portal_session',
    [
      text('id', 64, { isPrimary: true }),
      text('digest', 64),
      text('userId', 64),
      int('userEpoch', { default: 0 }),
      flag('secondFactor'),
      text('ip', 64, { isNullable: true }),
      text('userAgent', 400, { isNullable: true }),
      big('createdAt'),
      big('lastSeenAt'),
      big('expiresAt'),
    ],
    [
      index('portal_session_digest', ['digest'], true),
      index('portal_session_user', ['userId']),
      index('portal_session_expires', ['expiresAt']),
    ],
  ),
  table(
    'role',
    [
      text('id', 64, { isPrimary: true }),
      text('name', 64),
      text('description', 1000),
      json('scopes'),
      flag('system'),
      flag('everything'),
      big('createdAt'),
    ],
    [index('role_name', ['name'], true)],
  ),
  table(
    'scope',
    [
      text('id', 64, { isPrimary: true }),
      text('name', 128),
      text('description', 1000),
      flag('system'),
      big('createdAt'),
    ],
    [index('scope_name', ['name'], true)],
  ),
  table('setting', [text('key', 64, { isPrimary: true }), json('value'), big('updatedAt')], []),
  table(
    'task',
    [
      text('id', 64, { isPrimary: true }),
      text('owner', 64),
      text('title', 255),
      text('comments', 4096),
      text('status', 16),
      big('createdAt'),
      big('updatedAt'),
    ],
    [index('task_owner', ['owner'])],
  ),
  table(
    'mail_token',
    [
      text('digest', 64, { isPrimary: true }),
      text('userId', 64),
      text('purpose', 16),
      text('email', 254, { isNullable: true }),
      big('expiresAt'),
    ],
    [index('mail_token_user', ['userId'])],
  ),
  table(
    'recovery_code',
    [text('digest', 64, { isPrimary: true }), text('userId', 64)],
    [index('recovery_code_user', ['userId'])],
  ),
  table(
    'second_factor',
    [
      text('userId', 64, { isPrimary: true }),
      text('sealedSecret', 255),
      big('confirmedAt', { isNullable: true }),
      int('lastStep', { default: 0 }),
      big('createdAt'),
    ],
    [],
  ),
  table(
    'user_account',
    [
      text('id', 64, { isPrimary: true }),
      text('username', 64),
      text('usernameKey', 64),
      text('email', 254),
      text('emailKey', 254),
      text('passwordHash', 200),
      text('roleId', 64),
      text('status', 16),
      int('epoch', { default: 0 }),
      big('createdAt'),
      big('lastLoginAt', { isNullable: true }),
    ],
    [
      index('user_account_username', ['usernameKey'], true),
      index('user_account_email', ['emailKey'], true),
      index('user_account_role', ['roleId']),
    ],
  ),
  table(
    'change',
    [serial('id'), text('kind', 32), text('key', 128), big('position'), big('at')],
    [index('change_position', ['position'])],
  ),
];
