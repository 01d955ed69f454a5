import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Sweeper } from '../../database/sweeper.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { UsedOnce } from '../../oauth/ports.js';
import { UsedOnceRow } from './used-once.entity.js';

/** What counts once, for all instances together. */
@Injectable()
export class UsedOnceStore implements UsedOnce {
  constructor(
    private readonly work: UnitOfWork,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(UsedOnceRow, 'expiresAt', 60_000, ['digest']);
  }

  first(what: string, expiresAt: number): Promise<boolean> {
    const digest = createHash('sha256').update(what).digest('hex');
    return this.work.run(async (tx) => {
      await tx.lock(digest);
      if (await tx.rows.existsBy(UsedOnceRow, { digest })) return false;
      await tx.rows.insert(UsedOnceRow, { digest, expiresAt: new Date(expiresAt) });
      return true;
    });
  }
}
