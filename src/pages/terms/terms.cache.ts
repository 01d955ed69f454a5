import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ChangeFeed, type Remembered } from '../../database/change-feed.js';
import { Database } from '../../database/database.js';
import { TermsVersion } from './terms.entity.js';

/** By what every instance forgets the version in force. */
export const IN_FORCE = ['terms', 'in force'] as const;

/** Caches the version in force: whoever opens the sign-up page asks for it. */
@Injectable()
export class TermsCache {
  private readonly remembered: Remembered<TermsVersion>;

  constructor(
    private readonly database: Database,
    feed: ChangeFeed,
  ) {
    this.remembered = feed.remember(IN_FORCE[0], () => this.load());
  }

  /** The newest version that was not withdrawn; nothing where no terms are published. */
  async current(): Promise<TermsVersion | undefined> {
    return this.remembered.get(IN_FORCE[1]);
  }

  private async load(): Promise<TermsVersion | undefined> {
    const row = await this.database.rows.findOne(TermsVersion, {
      where: { withdrawnAt: IsNull() },
      order: { publishedAt: 'DESC', id: 'DESC' },
    });
    return row ?? undefined;
  }
}
