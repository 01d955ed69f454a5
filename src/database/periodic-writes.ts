import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Job } from './job.js';
import { UnitOfWork } from './unit-of-work.js';

const TICK_MS = 1_000;

/** Takes what was counted until now; answers what stores it, or nothing when nothing was counted. */
type Take = () => Job<void> | undefined | Promise<Job<void> | undefined>;

/** Stores once a second, and at the end, what modules count in memory. */
@Injectable()
export class PeriodicWrites implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PeriodicWrites.name);
  private readonly flushes: (() => Promise<void>)[] = [];
  private timer?: NodeJS.Timeout;

  constructor(private readonly work: UnitOfWork) {}

  /**
   * Registers a module that counts.
   * @param failed what the log says when it was not stored
   * @returns stores what was counted so far; one run after the other
   */
  add(failed: string, take: Take): () => Promise<void> {
    let running = Promise.resolve();
    const flush = () => {
      running = running
        .then(() => this.store(take))
        .catch((error: unknown) => this.log.warn({ msg: failed, err: error }));
      return running;
    };
    this.flushes.push(flush);
    return flush;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), TICK_MS).unref();
  }

  /** The requests in flight have finished by now, and the database is still open. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private async flush(): Promise<void> {
    await Promise.all(this.flushes.map((flush) => flush()));
  }

  private async store(take: Take): Promise<void> {
    const job = await take();
    if (job) await this.work.run(job);
  }
}
