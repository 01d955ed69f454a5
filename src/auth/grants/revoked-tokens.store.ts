import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { Database } from '../../database/database.js';
import { Sweeper } from '../../database/sweeper.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { RevokedTokens } from '../../oauth/ports.js';
import { RevokedToken } from './revoked-token.entity.js';

const RELOAD_MS = 3_600_000;
const KEEP_MS = 86_400_000;
const ROWS_AT_ONCE = 5_000;

/** Access tokens that were revoked alone: few, short-lived, and all in memory. */
@Injectable()
export class RevokedTokensStore
  implements RevokedTokens, OnApplicationBootstrap, OnApplicationShutdown
{
  private ended = new Set<string>();
  /** Those that came while the rows were being read. */
  private late = new Set<string>();
  private loading = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    feed: ChangeFeed,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(RevokedToken, 'expiresAt', KEEP_MS, ['jti']);
    feed.onChange('token', (jti) => {
      if (jti === undefined) void this.load().catch(() => undefined);
      else this.remember(jti);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.load();
    // Reading them again forgets those that have expired.
    this.timer = setInterval(() => void this.load().catch(() => undefined), RELOAD_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  has(jti: string): boolean {
    return this.ended.has(jti);
  }

  async add(jti: string, expiresAt: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.rows
        .createQueryBuilder()
        .insert()
        .into(RevokedToken)
        .values({ jti, expiresAt: new Date(expiresAt) })
        .orIgnore()
        .execute();
      tx.changed('token', jti);
    });
  }

  private remember(jti: string): void {
    this.ended.add(jti);
    this.late.add(jti);
  }

  /** One load after the other: two at once would lose what came between. */
  private load(): Promise<void> {
    this.loading = this.loading.catch(() => undefined).then(() => this.read());
    return this.loading;
  }

  private async read(): Promise<void> {
    this.late = new Set();
    const ended = new Set<string>();
    for (let page = await this.page(''); page.length > 0; page = await this.page(page.at(-1) ?? ''))
      for (const jti of page) ended.add(jti);
    for (const jti of this.late) ended.add(jti);
    this.ended = ended;
  }

  /** In pieces, so that a long list holds up neither the connection nor the memory. */
  private async page(after: string): Promise<string[]> {
    const rows: { jti: string }[] = await this.database.rows
      .createQueryBuilder(RevokedToken, 'ended')
      .select('ended.jti', 'jti')
      .where('ended.jti > :after AND ended.expiresAt > :now', { after, now: this.clock.now() })
      .orderBy('ended.jti')
      .limit(ROWS_AT_ONCE)
      .getRawMany();
    return rows.map(({ jti }) => jti);
  }
}
