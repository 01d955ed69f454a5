import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Problem } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { isWellFormed, keyedDigest, createSecret, PREFIX } from '../../common/identifiers.js';
import { type MailPurpose, MailToken } from './mail-token.entity.js';

const HOUR_MS = 60 * 60 * 1000;
/** Nobody waits for an invitation, so it may lie over a weekend. */
const INVITATION_MS = 7 * 24 * HOUR_MS;

const PREFIXES: Record<MailPurpose, string> = {
  activation: PREFIX.activation,
  invitation: PREFIX.invitation,
  password_reset: PREFIX.passwordReset,
  email_change: PREFIX.emailChange,
};

/** Issues the secrets in mailed links: for one purpose and one use, for an hour; an invitation for a week. */
@Injectable()
export class MailTokensService {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'mail token');
  }

  /**
   * Issues a secret; an older one for the same purpose is void.
   * @param email the new address of an e-mail change
   */
  async issue(
    tx: Transaction,
    userId: string,
    purpose: MailPurpose,
    email: string | null = null,
  ): Promise<string> {
    const token = createSecret(PREFIXES[purpose]);
    const lifetime = purpose === 'invitation' ? INVITATION_MS : HOUR_MS;
    const expiresAt = new Date(this.clock.now() + lifetime);
    await tx.rows.delete(MailToken, { userId, purpose });
    const digest = this.digest(token);
    await tx.rows.insert(MailToken, { digest, userId, purpose, email, expiresAt });
    return token;
  }

  /** What the secret stands for, without using it. */
  async peek(token: string, purpose: MailPurpose): Promise<MailToken | undefined> {
    if (!isWellFormed(token, PREFIXES[purpose])) return undefined;
    const digest = this.digest(token);
    const row = await this.database.rows.findOneBy(MailToken, { digest, purpose });
    return row && row.expiresAt.getTime() > this.clock.now() ? row : undefined;
  }

  /**
   * Uses the secret, for exactly one caller.
   * @throws Problem 400 `invalid_token` when it is wrong, used, too old or for something else
   */
  async consume(tx: Transaction, token: string, purpose: MailPurpose): Promise<MailToken> {
    if (!isWellFormed(token, PREFIXES[purpose])) throw invalidToken();
    const digest = this.digest(token);
    const row = await tx.rows.findOneBy(MailToken, { digest, purpose });
    const { affected } = await tx.rows.delete(MailToken, { digest, purpose });
    if (!row || affected !== 1 || row.expiresAt.getTime() <= this.clock.now()) throw invalidToken();
    return row;
  }

  private digest(token: string): string {
    return keyedDigest(this.key, token);
  }
}

/** 400: the link is of no use, for whatever reason. */
export function invalidToken(): Problem {
  return new Problem(
    400,
    'invalid_token',
    'The link is wrong, too old, or was used already; please ask for a new one.',
  );
}
