import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Config } from '../../config/config.js';
import { deriveKey } from '../../config/master-key.js';
import { laterThan } from '../../database/columns.js';
import { Sweeper } from '../../database/sweeper.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { CodeFacts, Codes } from '../../oauth/interactive-ports.js';
import { keyedDigest } from '../../common/identifiers.js';
import { AuthorizationCodeRow } from './authorization-code.entity.js';

/** How long a used code is remembered, so that its replay ends what it gave. */
const REPLAY_MS = 86_400_000;

/** Authorization codes in the database. */
@Injectable()
export class CodesStore implements Codes {
  private readonly key: Buffer;

  constructor(
    config: Config,
    sweeper: Sweeper,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.masterKey, 'authorization codes');
    sweeper.sweep(AuthorizationCodeRow, 'expiresAt', REPLAY_MS, ['digest']);
  }

  async start(code: string, facts: CodeFacts, lifetimeMs: number): Promise<void> {
    const expiresAt = new Date(this.clock.now() + lifetimeMs);
    const digest = keyedDigest(this.key, code);
    await this.work.run((tx) =>
      tx.rows.insert(AuthorizationCodeRow, {
        digest,
        facts: facts as never,
        usedAt: null,
        expiresAt,
      }),
    );
  }

  consume(code: string): ReturnType<Codes['consume']> {
    const digest = keyedDigest(this.key, code);
    return this.work.run(async (tx) => {
      const now = new Date(this.clock.now());
      const { affected } = await tx.rows.update(
        AuthorizationCodeRow,
        { digest, usedAt: IsNull(), expiresAt: laterThan(now.getTime()) },
        { usedAt: now },
      );
      const row = await tx.rows.findOneBy(AuthorizationCodeRow, { digest });
      if (!row || (affected !== 1 && !row.usedAt)) return { outcome: 'unknown' };
      return { outcome: affected === 1 ? 'fresh' : 'replayed', facts: row.facts };
    });
  }
}
