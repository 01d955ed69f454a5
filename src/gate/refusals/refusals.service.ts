import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { entries } from '../../common/cache-bounds.js';
import { Clock } from '../../common/clock.js';
import { addRows } from '../../database/add-rows.js';
import type { Job } from '../../database/job.js';
import { PeriodicWrites } from '../../database/periodic-writes.js';
import { Sweeper } from '../../database/sweeper.js';
import { GateRefusal } from './refusal.entity.js';

/** What of a refusal decides with which others it is counted. */
export type RefusalKind = Omit<GateRefusal, 'kind' | 'hour' | 'times' | 'lastAt'>;

const HOUR_MS = 3_600_000;
const KEPT_MS = 30 * 24 * HOUR_MS;
/** More different kinds than this in one second are not counted: memory has an end. */
const MOST_PENDING = 5_000;
/** Kinds of one app, or of nobody, in one hour: whoever words requests must not word our rows. */
const MOST_KINDS = 300;
const MOST_CALLERS = 20_000;
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
const TABLE = {
  table: 'gate_refusal',
  columns: COLUMNS,
  key: ['kind', 'hour'],
  add: ['times'],
  replace: ['lastAt'],
};

type Counted = Record<(typeof COLUMNS)[number], string | number | null> & {
  times: number;
  lastAt: number;
};

/** Counts in memory what the gate refuses, and adds it to the hours in the database once a second. */
@Injectable()
export class RefusalsService {
  private pending = new Map<string, Counted>();
  /** How many kinds a caller has in an hour, as far as this instance has met them. */
  private readonly kinds = new LRUCache<string, Set<string>>(entries(MOST_CALLERS));
  /** Stores what has been counted so far. */
  readonly flush: () => Promise<void>;

  constructor(
    private readonly clock: Clock,
    writes: PeriodicWrites,
    sweeper: Sweeper,
  ) {
    this.flush = writes.add('Refusals of the gate were not stored', () => this.take());
    sweeper.sweep(GateRefusal, 'hour', KEPT_MS, ['kind', 'hour'], HOUR_MS);
  }

  /** Counts a refusal. */
  note(refusal: RefusalKind): void {
    const lastAt = this.clock.now();
    const hour = Math.floor(lastAt / HOUR_MS);
    const text = JSON.stringify(refusal);
    const name = `${hour} ${text}`;
    const counted = this.pending.get(name);
    if (counted) {
      counted.times += 1;
      counted.lastAt = lastAt;
      return;
    }
    const kind = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    if (this.pending.size < MOST_PENDING && this.isOneOfFew(hour, refusal.appKey, kind))
      this.pending.set(name, { ...refusal, kind, hour, times: 1, lastAt });
  }

  private isOneOfFew(hour: number, appKey: string | null, kind: string): boolean {
    const caller = `${hour} ${appKey ?? '-'}`;
    const known = this.kinds.get(caller) ?? new Set<string>();
    if (!known.has(kind) && known.size >= MOST_KINDS) return false;
    this.kinds.set(caller, known.add(kind));
    return true;
  }

  private take(): Job<void> | undefined {
    if (this.pending.size === 0) return undefined;
    const rows = [...this.pending.values()].map((row) => COLUMNS.map((name) => row[name]));
    this.pending = new Map();
    return (tx) => addRows(tx, TABLE, rows);
  }
}
