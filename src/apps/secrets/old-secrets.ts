import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { createIdentifier } from '../../common/identifiers.js';
import type { Database } from '../../database/database.js';
import { AppSecret, SECRET_ID } from './app-secret.entity.js';

/** So many are looked at, the oldest first. */
const MOST_SECRETS = 1_000;

/**
 * The live secrets (`secret`) that were created before a time: their ids begin with when they were.
 * @param before milliseconds since 1970, as `now`
 */
export function oldSecrets(
  database: Database,
  before: number,
  now: number,
): SelectQueryBuilder<AppSecret> {
  return database
    .query(AppSecret, 'secret')
    .where('secret.id < :bound', { bound: createIdentifier(SECRET_ID, Math.max(0, before)) })
    .andWhere(
      new Brackets((live) =>
        live.where('secret.expiresAt IS NULL').orWhere('secret.expiresAt > :now', { now }),
      ),
    )
    .orderBy('secret.id')
    .limit(MOST_SECRETS);
}
