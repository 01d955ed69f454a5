import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppsQuery } from '../../apps/apps.query.js';
import type { Acting } from '../../apps/apps.rules.js';
import { Clock } from '../../common/clock.js';
import { Problem } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import type { LiveCallDto } from './call.dto.js';
import { type CallOutcome, CallsService } from './calls.service.js';

const HOUR_MS = 3_600_000;
const LOOK_MS = 1_000;
/** Proxies close what is silent for longer. */
const SILENT_MS = 15_000;
/** A browser connects again by itself, and is authenticated then. */
const LONGEST_MS = 5 * 60_000;
const MOST_STREAMS = { ofApp: 5, all: 500 };

/** What this instance answered. */
type Answer = Pick<LiveCallDto, 'status' | 'ms'>;

/** Calls of one operation with one outcome. */
interface Counted {
  operation: string;
  outcome: CallOutcome;
  times: number;
}

/**
 * Tells the owner of an app of its calls while they happen, as server-sent events (HTML Standard §9.2).
 * It looks at the sums once a second, since calls may reach another instance.
 */
@Injectable()
export class LiveCalls implements OnModuleDestroy {
  private readonly ended = new AbortController();
  /** The last answers to watched apps: by app's key, then by operation and outcome. */
  private readonly answers = new Map<string, Map<string, Answer>>();
  private readonly streams = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly calls: CallsService,
    private readonly apps: AppsQuery,
    private readonly clock: Clock,
  ) {}

  /** The open streams would keep the server from stopping. */
  onModuleDestroy(): void {
    this.ended.abort();
  }

  /** Whether anybody waits for the calls of this app. */
  isWatched(appKey: string): boolean {
    return this.streams.has(appKey);
  }

  /** Keeps what was answered to an app that somebody watches. */
  noteAnswer(appKey: string, operation: string, outcome: CallOutcome, answer: Answer): void {
    this.answers.get(appKey)?.set(`${operation} ${outcome}`, answer);
  }

  /** @throws Problem 404 when the caller reaches no such app; 429 when too many watch */
  async watch(acting: Acting, id: string): Promise<AsyncIterable<string>> {
    const { appKey } = await this.apps.get(acting, id);
    const all = [...this.streams.values()].reduce((sum, each) => sum + each, 0);
    if ((this.streams.get(appKey) ?? 0) >= MOST_STREAMS.ofApp || all >= MOST_STREAMS.all)
      throw new Problem(
        429,
        'too_many_requests',
        'Too many pages wait for calls; please close one.',
        { headers: { 'Retry-After': '5' } },
      );
    return this.follow(appKey);
  }

  private async *follow(appKey: string): AsyncIterable<string> {
    this.streams.set(appKey, (this.streams.get(appKey) ?? 0) + 1);
    if (!this.answers.has(appKey)) this.answers.set(appKey, new Map());
    try {
      const since = Math.floor(this.clock.now() / HOUR_MS);
      let known = await this.countedSince(appKey, since);
      yield ': waiting\n\n';
      for (let silent = 0, open = 0; open < LONGEST_MS; open += LOOK_MS, silent += LOOK_MS) {
        await wait(LOOK_MS, undefined, { signal: this.ended.signal });
        const counted = await this.countedSince(appKey, since);
        const more = moreThan(known, counted);
        known = counted;
        for (const each of more) yield `data: ${JSON.stringify(this.told(appKey, each))}\n\n`;
        if (more.length > 0) silent = 0;
        if (silent < SILENT_MS) continue;
        silent = 0;
        yield ': waiting\n\n';
      }
    } catch (error) {
      if (!this.ended.signal.aborted) throw error;
    } finally {
      this.leave(appKey);
    }
  }

  private leave(appKey: string): void {
    const left = (this.streams.get(appKey) ?? 1) - 1;
    if (left > 0) return void this.streams.set(appKey, left);
    this.streams.delete(appKey);
    this.answers.delete(appKey);
  }

  private told(appKey: string, counted: Counted): LiveCallDto {
    const answer = this.answers.get(appKey)?.get(`${counted.operation} ${counted.outcome}`);
    return { ...counted, ...answer };
  }

  private async countedSince(appKey: string, hour: number): Promise<Counted[]> {
    await this.calls.flush();
    const rows: (Omit<Counted, 'times'> & { times: number | string })[] =
      await this.database.lists.query(
        `SELECT "operation", "outcome", SUM("times") AS "times" FROM api_call
         WHERE "appKey" = $1 AND "hour" >= $2 GROUP BY "operation", "outcome"`,
        [appKey, hour],
      );
    return rows.map((row) => ({ ...row, times: Number(row.times) }));
  }
}

/** What came, with how often it came. */
function moreThan(known: readonly Counted[], now: readonly Counted[]): Counted[] {
  const before = new Map(known.map((each) => [`${each.operation} ${each.outcome}`, each.times]));
  return now
    .map((each) => {
      const times = each.times - (before.get(`${each.operation} ${each.outcome}`) ?? 0);
      return { ...each, times };
    })
    .filter(({ times }) => times > 0);
}
