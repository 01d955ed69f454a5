import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { entries } from '../common/cache-bounds.js';
import type { EntityTarget } from 'typeorm';
import { Clock } from '../common/clock.js';
import { UnitOfWork } from './unit-of-work.js';

const TICK_MS = 1_000;
const USUALLY_EVERY_MS = 60_000;
const MOST_REMEMBERED = 20_000;
/** Rows of one job: whoever writes meanwhile waits for milliseconds. */
const AT_ONCE = 500;

/** A row that keeps when it was last used. */
interface UsedRow {
  id: string;
  lastUsedAt: Date | null;
}

interface Uses {
  entity: EntityTarget<UsedRow>;
  pending: Map<string, number>;
  writtenAt: LRUCache<string, number>;
  everyMs: number;
}

/** Keeps when each row of a table was last used, with at most one write a minute for each, or another while. */
@Injectable()
export class LastUses implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(LastUses.name);
  private readonly tables: Uses[] = [];
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @param everyMs how often a row is written at most
   * @returns remembers the use of a row, by its id; it is stored later
   */
  of(entity: new () => UsedRow, everyMs = USUALLY_EVERY_MS): (id: string) => void {
    const pending = new Map<string, number>();
    const writtenAt = new LRUCache<string, number>(entries(MOST_REMEMBERED));
    this.tables.push({ entity, pending, writtenAt, everyMs });
    return (id) => {
      if (pending.has(id) || pending.size < MOST_REMEMBERED) pending.set(id, this.clock.now());
    };
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(false), TICK_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush(true);
  }

  private async flush(all: boolean): Promise<void> {
    for (const table of this.tables) await this.store(table, all);
  }

  private async store({ entity, pending, writtenAt, everyMs }: Uses, all: boolean): Promise<void> {
    const now = this.clock.now();
    const due = [...pending].filter(([id]) => all || now - (writtenAt.get(id) ?? 0) >= everyMs);
    for (const [id] of due) {
      pending.delete(id);
      writtenAt.set(id, now);
    }
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const some = due.slice(from, from + AT_ONCE);
      await this.work
        .run(async (tx) => {
          for (const [id, at] of some)
            await tx.rows.update(entity, { id }, { lastUsedAt: new Date(at) });
        })
        .catch((error: unknown) => this.log.warn({ msg: 'Uses were not stored', err: error }));
    }
  }
}
