import { Injectable, Logger } from '@nestjs/common';
import type { App } from '../../apps/app.entity.js';
import { AppsHooks } from '../../apps/apps.hooks.js';
import { AppsQuery } from '../../apps/apps.query.js';
import { Clock } from '../../common/clock.js';
import { Sweeper } from '../../database/sweeper.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { GrantRow } from '../grants/grant.entity.js';

const KEPT_MS = 30 * 86_400_000;
const BATCH = 20;

/** Removes apps that anybody could register and that nobody has let in for thirty days. */
@Injectable()
export class UnusedApps {
  private readonly log = new Logger(UnusedApps.name);

  constructor(
    sweeper: Sweeper,
    private readonly work: UnitOfWork,
    private readonly apps: AppsHooks,
    private readonly query: AppsQuery,
    private readonly clock: Clock,
  ) {
    sweeper.sweepBy('unused apps', BATCH, () => this.removeSome());
  }

  private async removeSome(): Promise<number> {
    const removed = await this.work.run(async (tx) => {
      const unused = await this.unused(tx);
      if (unused.length > 0) await this.apps.remove(tx, unused);
      return unused.length;
    });
    if (removed > 0)
      this.log.log({ msg: `Removed ${removed} self-registered programs without a grant` });
    return removed;
  }

  /** An app that was handed over to somebody is theirs, and stays. */
  private unused(tx: Transaction): Promise<App[]> {
    const before = this.clock.now() - KEPT_MS;
    const apps = this.query.selfRegistered(tx, before);
    const grants = apps
      .subQuery()
      .select('1')
      .from(GrantRow, 'g')
      .where('g.clientId = app.key AND COALESCE(g.endedAt, g.expiresAt) > :before', { before });
    return apps.andWhere(`NOT EXISTS ${grants.getQuery()}`).take(BATCH).getMany();
  }
}
