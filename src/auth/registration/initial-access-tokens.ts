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
  mintIdentifier,
  mintSecret,
  PREFIX,
} from '../../oauth/secret.js';
import { InitialAccessToken } from '../stores/initial-access-token.entity.js';

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
  async add(tx: Transaction, userId: string, expiresAt: Date) {
    const now = this.clock.now();
    const token = mintSecret(PREFIX.initialAccess);
    const row: InitialAccessToken = {
      id: mintIdentifier('iat_', now),
      digest: keyedDigest(this.key, token),
      userId,
      createdAt: new Date(now),
      expiresAt,
    };
    await tx.rows.insert(InitialAccessToken, row);
    return { row, token };
  }

  /** The row of a token that has not expired. */
  async find(token: string): Promise<InitialAccessToken | undefined> {
    if (!isWellFormed(token, PREFIX.initialAccess)) return undefined;
    const digest = keyedDigest(this.key, token);
    const row = await this.database.rows.findOneBy(InitialAccessToken, { digest });
    return row && row.expiresAt.getTime() > this.clock.now() ? row : undefined;
  }
}
