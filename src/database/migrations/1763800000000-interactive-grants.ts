import type { MigrationInterface, QueryRunner } from 'typeorm';
import { big, index, int, json, table, text } from './columns.js';

/** Authorization requests, codes, devices, remembered consent and what counts only once. */
export class InteractiveGrants1763800000000 implements MigrationInterface {
  name = 'InteractiveGrants1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables()) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of tables().reverse()) await runner.dropTable(each);
  }
}

const tables = () => [
  table(
    'authorization_request',
    [
      text('id', 64, { isPrimary: true }),
      text('clientId', 2048),
      json('request'),
      text('state', 16),
      text('sessionId', 64, { isNullable: true }),
      big('createdAt'),
      big('expiresAt'),
    ],
    [index('authorization_request_expires', ['expiresAt'])],
  ),
  table(
    'authorization_code',
    [
      text('digest', 64, { isPrimary: true }),
      json('facts'),
      big('usedAt', { isNullable: true }),
      big('expiresAt'),
    ],
    [index('authorization_code_expires', ['expiresAt'])],
  ),
  table(
    'device_authorization',
    [
      text('digest', 64, { isPrimary: true }),
      text('userCodeDigest', 64),
      json('facts'),
      text('state', 16),
      int('interval', { default: 0 }),
      big('polledAt', { isNullable: true }),
      big('expiresAt'),
    ],
    [
      index('device_authorization_user_code', ['userCodeDigest'], true),
      index('device_authorization_expires', ['expiresAt']),
    ],
  ),
  table(
    'consent',
    [
      text('userId', 64, { isPrimary: true }),
      text('clientId', 512, { isPrimary: true }),
      json('scope'),
      big('updatedAt'),
    ],
    [],
  ),
  table(
    'used_once',
    [text('digest', 64, { isPrimary: true }), big('expiresAt')],
    [index('used_once_expires', ['expiresAt'])],
  ),
  table(
    'initial_access_token',
    [
      text('id', 64, { isPrimary: true }),
      text('digest', 64),
      text('userId', 64),
      big('createdAt'),
      big('expiresAt'),
    ],
    [],
  ),
];
