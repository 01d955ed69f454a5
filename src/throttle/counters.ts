import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { entries } from '../common/cache-bounds.js';
import type { Budget } from './budgets.js';

const PREFIX = 'gatehouse';
const MOST_MARKS = 100_000;

/** Keeps points and marks: in this process, or in Redis for several instances. */
export class Counters {
  private readonly limiters = new Map<string, RateLimiterAbstract>();
  private readonly marks = new LRUCache<string, true>(entries(MOST_MARKS));

  constructor(private readonly redis?: Redis) {}

  /** The counter of one budget. */
  of(budget: Budget): RateLimiterAbstract {
    const known = this.limiters.get(budget.name);
    if (known) return known;
    const made = this.make(budget);
    this.limiters.set(budget.name, made);
    return made;
  }

  /** Remembers that something happened, for so many seconds. */
  async mark(key: string, seconds: number): Promise<void> {
    if (this.redis) await this.redis.set(`${PREFIX}:mark:${key}`, '1', 'EX', seconds);
    else this.marks.set(key, true, { ttl: seconds * 1000 });
  }

  async isMarked(key: string): Promise<boolean> {
    if (this.redis) return (await this.redis.exists(`${PREFIX}:mark:${key}`)) > 0;
    return this.marks.has(key);
  }

  private make({ name, points, seconds: duration }: Budget): RateLimiterAbstract {
    const options = { keyPrefix: `${PREFIX}:${name}`, points, duration };
    if (!this.redis) return new RateLimiterMemory(options);
    return new RateLimiterRedis({
      ...options,
      storeClient: this.redis,
      rejectIfRedisNotReady: true,
    });
  }
}

/** One key of bounded length out of what a stranger sent; the parts cannot run into each other. */
export function counterKey(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
