import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import {
  createIdentifier,
  createSecret,
  keyedDigest,
  PREFIX,
  sameText,
} from '../../common/identifiers.js';
import { conflict, notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { LastUses } from '../../database/last-uses.js';
import type { Transaction } from '../../database/transaction.js';
import { App } from '../app.entity.js';
import { AppsPolicy } from '../apps.policy.js';
import { type Acting, factsOf } from '../apps.rules.js';
import {
  type CreatedSecretDto,
  type CreateSecretDto,
  type Overlap,
  OVERLAP_MS,
} from './app-secret.dto.js';
import { AppSecret, SECRET_ID } from './app-secret.entity.js';

/** How many programs may be changed from one secret to the next at the same time. */
const MOST_LIVE = 5;
/** Compared against when there is no secret, so that the answer takes as long. */
const NO_DIGEST = '-'.repeat(64);

/** Creates, replaces and compares the secrets of apps. They are stored as keyed digests. */
@Injectable()
export class AppSecretsService {
  private readonly key: Buffer;
  private readonly noteUse: (id: string) => void;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly policy: AppsPolicy,
    private readonly changes: Changes,
    uses: LastUses,
  ) {
    this.noteUse = uses.of(AppSecret);
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
    if (match) this.noteUse(match.id);
    return match !== undefined;
  }

  isLive({ expiresAt }: AppSecret): boolean {
    return expiresAt === null || expiresAt.getTime() > this.clock.now();
  }

  /**
   * Gives the present secret an end, after the overlap. The owner alone gets another one: a secret
   * acts as its app, and so as the owner.
   * @throws 404; 409 `public_app`, `too_many_secrets`; 403 `scope_not_held`
   */
  async rotate(
    acting: Acting,
    id: string,
    { overlap = 'now' }: CreateSecretDto,
  ): Promise<CreatedSecretDto> {
    const { caller, area } = acting;
    return this.changes.run(caller, `${area}.app.secret`, async (tx, about) => {
      const app = await this.policy.hold(tx, acting, id);
      if (app.type === 'public') throw conflict('public_app', 'A public app has no secret.');
      await this.policy.checkReach(acting, app);
      const ended = await this.end(tx, id, overlap);
      const previousExpiresAt = ended?.toISOString() ?? null;
      const isOwner = app.ownerId === caller.personId;
      const secret = isOwner && { appSecret: await this.addAnother(tx, id) };
      await this.touch(tx, app);
      about(factsOf(app, { overlap }));
      return { ...secret, previousExpiresAt };
    });
  }

  /**
   * Ends a secret before its time.
   * @throws 404 when it is none of the live ones; 409 `present_secret` for the one without an end
   */
  async remove(acting: Acting, id: string, secretId: string): Promise<void> {
    await this.changes.run(acting.caller, `${acting.area}.app.removeSecret`, async (tx, about) => {
      const app = await this.policy.hold(tx, acting, id);
      const secret = (await this.live(tx, id)).find((each) => each.id === secretId);
      if (!secret) throw notFound('secret');
      if (secret.expiresAt === null)
        throw conflict('present_secret', 'Nothing has replaced this secret: make a new one first.');
      await tx.rows.delete(AppSecret, { id: secretId });
      await this.touch(tx, app);
      about(factsOf(app, { tail: secret.tail }));
    });
  }

  /** Gives the app another secret, and answers it in clear. */
  async add(tx: Transaction, appId: string): Promise<string> {
    const secret = createSecret(PREFIX.appSecret);
    const now = this.clock.now();
    await tx.rows.insert(AppSecret, {
      id: createIdentifier(SECRET_ID, now),
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
   * As `add`, beside those that live on for their overlap: what was promised to older ones stands,
   * so there may be several.
   * @throws 409 `too_many_secrets`
   */
  private async addAnother(tx: Transaction, appId: string): Promise<string> {
    const live = await this.live(tx, appId);
    if (live.length >= MOST_LIVE)
      throw conflict(
        'too_many_secrets',
        `An app has at most ${MOST_LIVE} live secrets; end an old one first.`,
      );
    return this.add(tx, appId);
  }

  /** Gives the present secret an end after the overlap, if it has none earlier; answers that end. */
  private async end(tx: Transaction, appId: string, overlap: Overlap): Promise<Date | undefined> {
    const [present] = await this.live(tx, appId);
    if (!present) return undefined;
    const end = this.clock.now() + OVERLAP_MS[overlap];
    const expiresAt = new Date(Math.min(end, present.expiresAt?.getTime() ?? end));
    await tx.rows.update(AppSecret, { id: present.id }, { expiresAt });
    return expiresAt;
  }

  /** The live ones, the newest first; those that are over are removed. */
  private async live(tx: Transaction, appId: string): Promise<AppSecret[]> {
    await tx.lock(`app:${appId}`);
    const secrets = await tx.rows.find(AppSecret, { where: { appId }, order: { id: 'DESC' } });
    const over = secrets.filter((secret) => !this.isLive(secret));
    if (over.length > 0) await tx.rows.delete(AppSecret, { id: In(over.map(({ id }) => id)) });
    return secrets.filter((secret) => this.isLive(secret));
  }

  /** Tells readers by a new entity tag that the app's secrets changed. */
  private async touch(tx: Transaction, { id }: App): Promise<void> {
    await tx.rows.update(App, { id }, { updatedAt: new Date(this.clock.now()) });
  }
}
