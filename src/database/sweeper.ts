import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Change } from './change.entity.js';
import { Database } from './database.js';
import type { Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

const EVERY_MS = 60_000;
/** Removed by one statement: whoever writes meanwhile waits for milliseconds. */
const BATCH = 100;
/** Where each row needs a statement of its own. */
const SMALL_BATCH = 20;

/** How long rows are kept, in milliseconds; asked anew each time, and without an answer for ever. */
type Keep = number | (() => number | undefined);

interface Rule {
  entity: EntityTarget<ObjectLiteral>;
  /** The column that decides, and how long after it a row goes. */
  column: string;
  keepMs: Keep;
  /** The columns of the primary key. */
  key: string[];
  unit: number;
}

interface Job {
  name: string;
  most: number;
  removeSome: () => Promise<number>;
}

/** Removes what is over, in small batches, so that tables do not grow with time. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Sweeper.name);
  private readonly rules: Rule[] = [];
  private readonly jobs: Job[] = [];
  private timer?: NodeJS.Timeout;
  private sweeping?: Promise<unknown>;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    // An instance that could not read the feed for an hour has long forgotten everything.
    this.sweep(Change, 'at', 3_600_000);
  }

  /**
   * Removes rows a while after the time in their column.
   * @param unit milliseconds that one of the column stands for
   */
  sweep<T extends ObjectLiteral>(
    entity: new () => T,
    column: keyof T & string,
    keepMs: Keep,
    key: (keyof T & string)[] = ['id' as keyof T & string],
    unit = 1,
  ): void {
    this.rules.push({ entity, column, keepMs, key, unit });
  }

  /**
   * Removes what a rule over one column cannot tell.
   * @param removeSome removes at most so many in a transaction of its own, and tells how many
   */
  sweepBy(name: string, most: number, removeSome: () => Promise<number>): void {
    this.jobs.push({ name, most, removeSome });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping ??= this.run().finally(() => (this.sweeping = undefined));
    }, EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopped = true;
    await this.sweeping;
  }

  /** One round over all rules. @returns how many rows went */
  async run(): Promise<number> {
    let removed = 0;
    for (const rule of this.rules) {
      try {
        removed += await this.apply(rule);
      } catch (error) {
        this.log.error({ msg: `Sweeping by ${rule.column} failed`, err: error });
      }
    }
    for (const job of this.jobs) {
      try {
        removed += await this.repeat(job);
      } catch (error) {
        this.log.error({ msg: `Sweeping ${job.name} failed`, err: error });
      }
    }
    return removed;
  }

  private async repeat({ most, removeSome }: Job): Promise<number> {
    let removed = 0;
    while (!this.stopped) {
      const began = performance.now();
      const some = await removeSome();
      removed += some;
      if (some < most) return removed;
      await sleep(performance.now() - began);
    }
    return removed;
  }

  private async apply(rule: Rule): Promise<number> {
    let removed = 0;
    const most = rule.key.length === 1 ? BATCH : SMALL_BATCH;
    const keepMs = typeof rule.keepMs === 'number' ? rule.keepMs : rule.keepMs();
    if (keepMs === undefined) return 0;
    const before = Math.floor((this.clock.now() - keepMs) / rule.unit);
    while (!this.stopped) {
      const began = performance.now();
      const rows = await this.database
        .query(rule.entity, 'row')
        .select(rule.key.map((name) => `row.${name}`))
        .where(`row.${rule.column} < :before`, { before })
        .take(most)
        .getMany();
      if (rows.length === 0) return removed;
      await this.work.run((tx) => remove(tx, rule, rows));
      removed += rows.length;
      if (rows.length < most) return removed;
      // As long as it took, so that others have the writer for half of the time at least.
      await sleep(performance.now() - began);
    }
    return removed;
  }
}

async function remove(
  tx: Transaction,
  { entity, key }: Rule,
  rows: readonly ObjectLiteral[],
): Promise<void> {
  const [first = '', ...others] = key;
  if (others.length === 0) {
    await tx.rows.delete(entity, { [first]: In(rows.map((row) => row[first])) });
    return;
  }
  for (const row of rows)
    await tx.rows.delete(entity, Object.fromEntries(key.map((name) => [name, row[name]])));
}
