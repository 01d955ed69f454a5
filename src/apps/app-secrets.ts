import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { deriveKey } from '../config/master-key.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import { keyedDigest, mintIdentifier, mintSecret, PREFIX, sameText } from '../oauth/secret.js';
import { AppSecret } from './app-secret.entity.js';
import { SecretUses } from './secret-uses.js';

/** How long a replaced secret lives on. */
export type Overlap = 'now' | '1h' | '24h' | '7d';

const HOUR_MS = 3_600_000;
const OVERLAP_MS: Record<Overlap, number> = {
  now: 0,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
};
const MOST_LIVE = 2;
/** Compared against when there is no secret, so that the answer takes as long. */
const NO_DIGEST = '-'.repeat(64);

/** Makes, replaces and compares the secrets of apps. They are stored as keyed digests. */
@Injectable()
export class AppSecrets {
  private readonly key: Buffer;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly uses: SecretUses,
  ) {
    this.key = deriveKey(config.masterKey, 'app-secret');
  }

  /** Whether the text is one of the live ones; the work is the same for any number of them. */
  matches(secrets: readonly AppSecret[], given: string): boolean {
    const digest = keyedDigest(this.key, given);
    let match: AppSecret | undefined;
    for (let index = 0; index < MOST_LIVE; index += 1) {
      const secret = secrets[index];
      const isSame = sameText(secret?.digest ?? NO_DIGEST, digest);
      if (secret && isSame && this.isLive(secret)) match = secret;
    }
    if (match) this.uses.note(match.id);
    return match !== undefined;
  }

  /** The time that secrets and their apps are stamped with. */
  now(): Date {
    return new Date(this.clock.now());
  }

  isLive({ expiresAt }: AppSecret): boolean {
    return expiresAt === null || expiresAt.getTime() > this.clock.now();
  }

  /** Gives the app another secret, and answers it in clear. */
  async add(tx: Transaction, appId: string): Promise<string> {
    const secret = mintSecret(PREFIX.appSecret);
    const now = this.clock.now();
    await tx.rows.insert(AppSecret, {
      id: mintIdentifier('sec_', now),
      appId,
      digest: keyedDigest(this.key, secret),
      tail: secret.slice(-4),
      createdAt: new Date(now),
      expiresAt: null,
      lastUsedAt: null,
    });
    return secret;
  }

  /**
   * Replaces the secret. The present one lives on for the overlap, never longer than it would have;
   * any older one is over, so that two live at most.
   */
  async replace(tx: Transaction, appId: string, overlap: Overlap): Promise<NewSecret> {
    await tx.lock(`app:${appId}`);
    const secrets = await tx.rows.find(AppSecret, { where: { appId }, order: { id: 'DESC' } });
    const present = secrets.find((secret) => this.isLive(secret));
    for (const { id } of secrets) if (id !== present?.id) await tx.rows.delete(AppSecret, { id });
    const end = this.clock.now() + OVERLAP_MS[overlap];
    const expiresAt = new Date(Math.min(end, present?.expiresAt?.getTime() ?? end));
    if (present) await tx.rows.update(AppSecret, { id: present.id }, { expiresAt });
    return { secret: await this.add(tx, appId), previousExpiresAt: present ? expiresAt : null };
  }
}

/** A secret in clear, and when the one before it ends. */
export interface NewSecret {
  secret: string;
  previousExpiresAt: Date | null;
}
