import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { laterThan } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { EndedTokens } from '../../oauth/ports.js';
import { EndedToken } from './ended-token.entity.js';

/** Access tokens that were revoked alone: few, short-lived, and all in memory. */
@Injectable()
export class EndedTokensStore implements EndedTokens, OnApplicationBootstrap {
  private readonly ended = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    feed.onChange('token', (jti) => {
      if (jti === undefined) void this.load().catch(() => undefined);
      else this.ended.add(jti);
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.load();
  }

  has(jti: string): boolean {
    return this.ended.has(jti);
  }

  async add(jti: string, expiresAt: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.rows
        .createQueryBuilder()
        .insert()
        .into(EndedToken)
        .values({ jti, expiresAt: new Date(expiresAt) })
        .orIgnore()
        .execute();
      tx.changed('token', jti);
    });
  }

  private async load(): Promise<void> {
    const rows = await this.database.rows.findBy(EndedToken, {
      expiresAt: laterThan(this.clock.now()),
    });
    for (const { jti } of rows) this.ended.add(jti);
  }
}
