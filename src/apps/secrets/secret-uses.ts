import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AppSecret } from './app-secret.entity.js';

const TICK_MS = 1_000;
const AT_MOST_EVERY_MS = 60_000;
const MOST_REMEMBERED = 20_000;

/** Keeps when each secret was last used, with at most one write a minute for each. */
@Injectable()
export class SecretUses implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(SecretUses.name);
  private readonly pending = new Map<string, number>();
  private readonly writtenAt = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Remembers the use; it is stored later. */
  note(secretId: string): void {
    if (this.pending.has(secretId) || this.pending.size < MOST_REMEMBERED)
      this.pending.set(secretId, this.clock.now());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(false), TICK_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush(true);
  }

  private async flush(all: boolean): Promise<void> {
    const now = this.clock.now();
    const due = [...this.pending].filter(
      ([id]) => all || now - (this.writtenAt.get(id) ?? 0) >= AT_MOST_EVERY_MS,
    );
    if (due.length === 0) return;
    for (const [id] of due) {
      this.pending.delete(id);
      this.writtenAt.set(id, now);
    }
    await this.work
      .run(async (tx) => {
        for (const [id, at] of due)
          await tx.rows.update(AppSecret, { id }, { lastUsedAt: new Date(at) });
      })
      .catch((error: unknown) =>
        this.log.warn({ msg: 'The uses of secrets were not stored', err: error }),
      );
  }
}
