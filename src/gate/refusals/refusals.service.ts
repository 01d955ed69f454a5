import { createHash } from 'node:crypto';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { entries } from '../../common/cache-bounds.js';
import { Clock } from '../../common/clock.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { Sweeper } from '../../database/sweeper.js';
import { GateRefusal } from './refusal.entity.js';

/** What of a refusal decides with which others it is counted. */
export type RefusalKind = Omit<GateRefusal, 'kind' | 'hour' | 'times' | 'lastAt'>;

const TICK_MS = 1_000;
const HOUR_MS = 3_600_000;
const KEPT_MS = 30 * 24 * HOUR_MS;
/** More different kinds than this in one second are not counted: memory has an end. */
const MOST_PENDING = 5_000;
/** Kinds of one app, or of nobody, in one hour: whoever words requests must not word our rows. */
const MOST_KINDS = 300;
const MOST_CALLERS = 20_000;
const ROWS_PER_STATEMENT = 50;
const COLUMNS = [
  'kind',
  'hour',
  'gateId',
  'api',
  'operation',
  'method',
  'path',
  'status',
  'code',
  'reason',
  'appKey',
  'credential',
  'tail',
  'outcome',
  'times',
  'lastAt',
] as const;

type Counted = Record<(typeof COLUMNS)[number], string | number | null> & {
  times: number;
  lastAt: number;
};

/** Counts in memory what the gate refuses, and adds it to the hours in the database once a second. */
@Injectable()
export class RefusalsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(RefusalsService.name);
  private pending = new Map<string, Counted>();
  /** How many kinds a caller has in an hour, as far as this instance has met them. */
  private readonly kinds = new LRUCache<string, Set<string>>(entries(MOST_CALLERS));
  private flushing = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    sweeper: Sweeper,
  ) {
    sweeper.sweep(GateRefusal, 'hour', KEPT_MS, ['kind', 'hour'], HOUR_MS);
  }

  /** Counts a refusal. */
  note(refusal: RefusalKind): void {
    const lastAt = this.clock.now();
    const hour = Math.floor(lastAt / HOUR_MS);
    const text = JSON.stringify(refusal);
    const kind = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    const name = `${hour} ${kind}`;
    const counted = this.pending.get(name);
    if (counted) {
      counted.times += 1;
      counted.lastAt = lastAt;
    } else if (this.pending.size < MOST_PENDING && this.isOneOfFew(hour, refusal.appKey, kind))
      this.pending.set(name, { ...refusal, kind, hour, times: 1, lastAt });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), TICK_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Stores what has been counted so far; one flush after the other. */
  flush(): Promise<void> {
    this.flushing = this.flushing
      .then(() => this.store())
      .catch((error: unknown) =>
        this.log.warn({ msg: 'Refusals of the gate were not stored', err: error }),
      );
    return this.flushing;
  }

  private isOneOfFew(hour: number, appKey: string | null, kind: string): boolean {
    const caller = `${hour} ${appKey ?? '-'}`;
    const known = this.kinds.get(caller) ?? new Set<string>();
    if (!known.has(kind) && known.size >= MOST_KINDS) return false;
    this.kinds.set(caller, known.add(kind));
    return true;
  }

  private async store(): Promise<void> {
    if (this.pending.size === 0) return;
    const counted = [...this.pending.values()];
    this.pending = new Map();
    await this.work.run((tx) => addTo(tx, counted));
  }
}

/** TypeORM cannot add to what is there; both engines understand this statement. */
async function addTo(tx: Transaction, counted: Counted[]): Promise<void> {
  const names = COLUMNS.map((name) => `"${name}"`).join(', ');
  for (let from = 0; from < counted.length; from += ROWS_PER_STATEMENT) {
    const rows = counted.slice(from, from + ROWS_PER_STATEMENT);
    let last = 0;
    const places = rows.map(() => `(${COLUMNS.map(() => `$${(last += 1)}`).join(', ')})`);
    await tx.rows.query(
      `INSERT INTO gate_refusal (${names}) VALUES ${places.join(', ')}
       ON CONFLICT ("kind", "hour") DO UPDATE SET
         "times" = gate_refusal."times" + excluded."times", "lastAt" = excluded."lastAt"`,
      rows.flatMap((row) => COLUMNS.map((name) => row[name])),
    );
  }
}
