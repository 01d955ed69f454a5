import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { conflict, notFound } from '../../common/problem.js';
import { deriveKey } from '../../config/master-key.js';
import { Config } from '../../config/config.js';
import type { Transaction } from '../../database/transaction.js';
import {
  keyedDigest,
  createIdentifier,
  createSecret,
  PREFIX,
  sameText,
} from '../../common/identifiers.js';
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
/** How many programs may be changed from one secret to the next at the same time. */
const MOST_LIVE = 5;
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
    const live = secrets.filter((secret) => this.isLive(secret));
    let match: AppSecret | undefined;
    for (let index = 0; index < MOST_LIVE; index += 1) {
      const secret = live[index];
      const isSame = sameText(secret?.digest ?? NO_DIGEST, digest);
      if (secret && isSame) match = secret;
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
    const secret = createSecret(PREFIX.appSecret);
    const now = this.clock.now();
    await tx.rows.insert(AppSecret, {
      id: createIdentifier('sec_', now),
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
   * Replaces the present secret, which lives on for the overlap. What was promised to older ones
   * stands, so there may be several.
   * @throws Problem 409 `too_many_secrets`
   */
  async replace(tx: Transaction, appId: string, overlap: Overlap): Promise<NewSecret> {
    const ended = await this.end(tx, appId, overlap);
    const live = await this.live(tx, appId);
    if (live.length >= MOST_LIVE)
      throw conflict(
        'too_many_secrets',
        `An app has at most ${MOST_LIVE} live secrets; end an old one first.`,
      );
    return { ...ended, secret: await this.add(tx, appId) };
  }

  /** Gives the present secret an end after the overlap, if it has none earlier. */
  async end(tx: Transaction, appId: string, overlap: Overlap): Promise<NewSecret> {
    const [present] = await this.live(tx, appId);
    if (!present) return { previousExpiresAt: null };
    const end = this.clock.now() + OVERLAP_MS[overlap];
    const expiresAt = new Date(Math.min(end, present.expiresAt?.getTime() ?? end));
    await tx.rows.update(AppSecret, { id: present.id }, { expiresAt });
    return { previousExpiresAt: expiresAt };
  }

  /**
   * Ends one secret now.
   * @returns its last characters
   * @throws Problem 404 when it is none of the live ones; 409 for one that nothing has replaced
   */
  async remove(tx: Transaction, appId: string, secretId: string): Promise<string> {
    const secret = (await this.live(tx, appId)).find(({ id }) => id === secretId);
    if (!secret) throw notFound('secret');
    if (secret.expiresAt === null)
      throw conflict('present_secret', 'Nothing has replaced this secret: make a new one first.');
    await tx.rows.delete(AppSecret, { id: secretId });
    return secret.tail;
  }

  /** Ends all of them: who knew one must not act for the next owner. */
  async removeAll(tx: Transaction, appId: string): Promise<void> {
    await tx.rows.delete(AppSecret, { appId });
  }

  /** The live ones, the newest first; those that are over are removed. */
  private async live(tx: Transaction, appId: string): Promise<AppSecret[]> {
    await tx.lock(`app:${appId}`);
    const secrets = await tx.rows.find(AppSecret, { where: { appId }, order: { id: 'DESC' } });
    const over = secrets.filter((secret) => !this.isLive(secret));
    if (over.length > 0) await tx.rows.delete(AppSecret, { id: In(over.map(({ id }) => id)) });
    return secrets.filter((secret) => this.isLive(secret));
  }
}

/** A secret in clear, if one was made, and when the one before it ends. */
export interface NewSecret {
  secret?: string;
  previousExpiresAt: Date | null;
}
