import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { BUDGETS, type Budget, FAMILIAR_SECONDS } from './budgets.js';
import { counterKey, Counters } from './counters.js';
import { networkOf, networksOf } from './network.js';
import { cannotCount, tooMany } from './refusals.js';
import { openRedis } from './redis.js';

/**
 * Counts tries. A point is taken before the work and given back when it was no guess, so a thousand
 * guesses at once cannot all slip through before the first one fails.
 */
@Injectable()
export class ThrottleService implements OnModuleInit, OnApplicationShutdown {
  private readonly redis?: Redis;
  private readonly counters: Counters;
  private readonly on: boolean;

  constructor(config: Config) {
    this.on = config.rateLimit;
    if (this.on && config.redisUrl)
      this.redis = openRedis(config.redisUrl, new Logger(ThrottleService.name));
    this.counters = new Counters(this.redis);
  }

  async onModuleInit(): Promise<void> {
    await this.redis?.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  /**
   * Takes one point.
   * @throws Problem 429 when none is left, 503 when the counters cannot be reached
   */
  async consume(budget: Budget, ...parts: string[]): Promise<void> {
    await this.ask(budget, () => this.counters.of(budget).consume(counterKey(...parts)));
  }

  /**
   * Takes one point of every network around an address, so that a wide one is no way around the budget.
   * @throws Problem as above
   */
  async consumeAt(budget: Budget, ip: string | undefined): Promise<void> {
    for (const network of networksOf(ip)) await this.consume(budget, network);
  }

  /** Gives the points of `consumeAt` back. */
  async refundAt(budget: Budget, ip: string | undefined): Promise<void> {
    for (const network of networksOf(ip)) await this.refund(budget, network);
  }

  /** Takes one point, and answers whether there was one. */
  async allows(budget: Budget, ...parts: string[]): Promise<boolean> {
    try {
      await this.consume(budget, ...parts);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 429) return false;
      throw error;
    }
  }

  /** Gives a point back: it was no wrong guess. */
  async refund(budget: Budget, ...parts: string[]): Promise<void> {
    await this.ask(budget, () => this.counters.of(budget).reward(counterKey(...parts)));
  }

  /** Counts a wrong client secret; 429 when there were too many. A right one is never counted. */
  async noteClientFailure(clientId: string, ip: string | undefined): Promise<void> {
    await this.consumeAt(BUDGETS.clientAddress, ip);
    await this.consume(BUDGETS.clientFailure, clientId, networkOf(ip));
  }

  /** Whether this person logged in from this place not long ago. */
  async isFamiliar(person: string, ip: string | undefined): Promise<boolean> {
    const key = counterKey(person, networkOf(ip));
    return (await this.ask(BUDGETS.login, () => this.counters.isMarked(key))) ?? false;
  }

  /** Remembers that this person logged in from this place. */
  async noteFamiliar(person: string, ip: string | undefined): Promise<void> {
    const key = counterKey(person, networkOf(ip));
    await this.ask(BUDGETS.login, () => this.counters.mark(key, FAMILIAR_SECONDS));
  }

  private async ask<T>(budget: Budget, question: () => Promise<T>): Promise<T | undefined> {
    if (!this.on) return undefined;
    try {
      return await question();
    } catch (reason) {
      throw reason instanceof RateLimiterRes ? tooMany(budget, reason) : cannotCount(reason);
    }
  }
}
