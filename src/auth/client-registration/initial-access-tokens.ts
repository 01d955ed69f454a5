import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { Database } from '../../database/database.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import {
  isWellFormed,
  keyedDigest,
  createIdentifier,
  createSecret,
  PREFIX,
} from '../../common/identifiers.js';
import { InitialAccessToken } from './initial-access-token.entity.js';

/** What of a new row its maker decides. */
type Facts = Omit<InitialAccessToken, 'id' | 'digest' | 'used' | 'createdAt'>;

/** The rows of initial access tokens; each holds a digest, never the token. */
@Injectable()
export class InitialAccessTokens {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    this.key = deriveKey(config.masterKey, 'initial access tokens');
    sweeper.sweep(InitialAccessToken, 'expiresAt', 0);
  }

  /** Stores a new one, and tells its row and the token itself. */
  async add(tx: Transaction, facts: Facts) {
    const now = this.clock.now();
    const token = createSecret(PREFIX.initialAccess);
    const row: InitialAccessToken = {
      ...facts,
      id: createIdentifier('iat_', now),
      digest: keyedDigest(this.key, token),
      used: 0,
      createdAt: new Date(now),
    };
    await tx.rows.insert(InitialAccessToken, row);
    return { row, token };
  }

  /**
   * Takes one use, so that of several registrations at once only as many pass as it was made for.
   * @returns whether there was one left
   */
  async spend(tx: Transaction, id: string): Promise<boolean> {
    const { affected } = await tx.rows
      .createQueryBuilder()
      .update(InitialAccessToken)
      .set({ used: () => '"used" + 1' })
      .where('id = :id AND "used" < "uses" AND "expiresAt" > :now', { id, now: this.clock.now() })
      .execute();
    return affected === 1;
  }

  /** The row of a token that has neither expired nor been used as often as it may be. */
  async find(token: string): Promise<InitialAccessToken | undefined> {
    if (!isWellFormed(token, PREFIX.initialAccess)) return undefined;
    const digest = keyedDigest(this.key, token);
    const row = await this.database.rows.findOneBy(InitialAccessToken, { digest });
    const isLive = row && row.expiresAt.getTime() > this.clock.now() && row.used < row.uses;
    return isLive ? row : undefined;
  }
}
