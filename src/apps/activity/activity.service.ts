import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { entries } from '../../common/cache-bounds.js';
import { Clock } from '../../common/clock.js';
import { addRows } from '../../database/add-rows.js';
import type { Job } from '../../database/job.js';
import { PeriodicWrites } from '../../database/periodic-writes.js';
import { isWellFormed, PREFIX } from '../../common/identifiers.js';
import { AppsCache } from '../apps.cache.js';
import type { ActivityDay } from './activity-day.entity.js';
import { ISSUED } from './app-activity.entity.js';

const HOUR_MS = 3_600_000;
/** More different things than this in one second are not counted: memory has an end. */
const MOST_PENDING = 20_000;
/**
 * A stranger words the end of some reasons: more of one sentence in one hour count as one, so that
 * they push out neither other sentences nor what the owner's own requests met.
 */
const MOST_REASONS = { ofOneSentence: 10, all: 300 };
/** So much of a reason is our own words. */
const BEGINNING = 16;
const OTHERS = 'Other reasons.';
const MOST_HOURS = 10_000;
const LONGEST = { detail: 200, ip: 64 };

const HOURS = {
  table: 'app_activity',
  columns: ['appId', 'hour', 'event', 'detail', 'times', 'lastAt', 'lastIp'],
  key: ['appId', 'hour', 'event', 'detail'],
  add: ['times'],
  replace: ['lastAt', 'lastIp'],
};
const SUMS = ['issued', 'failed'];
const DAYS = { table: 'activity_day', columns: ['day', ...SUMS], key: ['day'], add: SUMS };

/** What is counted of a day, for all apps. */
type DaySums = Pick<ActivityDay, 'issued' | 'failed'>;

interface Counted {
  appKey: string;
  hour: number;
  event: string;
  detail: string;
  times: number;
  lastAt: number;
  ip?: string;
}

/** Counts in memory what apps do, and adds it to the hours in the database once a second. */
@Injectable()
export class ActivityService {
  private pending = new Map<string, Counted>();
  /** The reasons of an app in an hour, as far as this instance has met them. */
  private readonly reasons = new LRUCache<string, Map<string, Set<string>>>(entries(MOST_HOURS));
  /** Stores what has been counted so far. */
  readonly flush: () => Promise<void>;

  constructor(
    private readonly apps: AppsCache,
    private readonly clock: Clock,
    writes: PeriodicWrites,
  ) {
    this.flush = writes.add('Activity of apps was not stored', () => this.take());
  }

  /** Counts a token; `detail` is the grant type. Unknown apps are ignored. */
  noteIssued(appKey: string, detail: string, ip?: string): void {
    this.note(appKey, ISSUED, detail, ip);
  }

  /** Counts a refusal, by its error code and reason. Unknown apps are ignored. */
  noteFailure(appKey: string, event: string, reason: string, ip?: string): void {
    this.note(appKey, event, reason, ip);
  }

  private note(appKey: string, event: string, reason: string, ip?: string): void {
    const lastAt = this.clock.now();
    const hour = Math.floor(lastAt / HOUR_MS);
    // Cut before it is counted: two rows of one statement must not have one key.
    const cut = reason.slice(0, LONGEST.detail);
    // What was counted a moment ago was looked at then.
    if (this.countAgain(`${appKey}\n${hour}\n${event}\n${cut}`, lastAt, ip)) return;
    if (!isWellFormed(appKey, PREFIX.app)) return;
    const detail = this.oneOfFew(`${appKey} ${hour}`, event, cut);
    const name = `${appKey}\n${hour}\n${event}\n${detail}`;
    if (!this.countAgain(name, lastAt, ip) && this.pending.size < MOST_PENDING)
      this.pending.set(name, { appKey, hour, event, detail, times: 1, lastAt, ip });
  }

  /** @returns whether it is being counted already */
  private countAgain(name: string, lastAt: number, ip: string | undefined): boolean {
    const counted = this.pending.get(name);
    if (!counted) return false;
    counted.times += 1;
    counted.lastAt = lastAt;
    counted.ip = ip;
    return true;
  }

  private oneOfFew(where: string, event: string, reason: string): string {
    const sentences = this.reasons.get(where) ?? new Map<string, Set<string>>();
    this.reasons.set(where, sentences);
    const sentence = `${event} ${reason.slice(0, BEGINNING)}`;
    const known = sentences.get(sentence) ?? new Set();
    // As digests: the texts of many apps would fill the memory.
    const digest = createHash('sha256').update(reason).digest('base64').slice(0, 12);
    if (known.has(digest)) return reason;
    const all = [...sentences.values()].reduce((sum, { size }) => sum + size, 0);
    if (known.size >= MOST_REASONS.ofOneSentence || all >= MOST_REASONS.all) return OTHERS;
    sentences.set(sentence, known.add(digest));
    return reason;
  }

  private async take(): Promise<Job<void> | undefined> {
    if (this.pending.size === 0) return undefined;
    const counted = [...this.pending.values()];
    this.pending = new Map();
    const rows: unknown[][] = [];
    const days = new Map<number, DaySums>();
    for (const each of counted) {
      const app = await this.apps.findByKey(each.appKey);
      if (!app) continue;
      rows.push(toRow(app.id, each));
      const day = Math.floor(each.hour / 24);
      const sums = days.get(day) ?? { issued: 0, failed: 0 };
      sums[each.event === ISSUED ? 'issued' : 'failed'] += each.times;
      days.set(day, sums);
    }
    if (rows.length === 0) return undefined;
    return async (tx) => {
      await addRows(tx, HOURS, rows);
      // Last in its transaction: the other instances wait for the rows until it ends.
      const sums = [...days].map(([day, { issued, failed }]) => [day, issued, failed]);
      await addRows(tx, DAYS, sums);
    };
  }
}

function toRow(appId: string, { hour, event, detail, times, lastAt, ip }: Counted): unknown[] {
  return [appId, hour, event, detail, times, lastAt, ip?.slice(0, LONGEST.ip) ?? null];
}
