import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { SegmentedCache } from '../common/segmented-cache.js';
import { sizeOf } from '../common/size-of.js';
import { Database } from './database.js';

const POLL_MS = 250;
const BLIND_AFTER_MS = 5_000;
/** Of one kind of rows: what was put into memory and not asked for yet. */
const MOST_ADDED = 10_000;
/** Well below the hour for which rows of the feed are kept. */
const LONGEST_SLEEP_MS = 1_800_000;
/** Of one kind of rows in memory: how large a row is, its owner chooses. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Rows in memory; `get` answers at once, or loads. A missing row is remembered as missing. */
export interface Remembered<T> {
  get(key: string): T | undefined | Promise<T | undefined>;
  /** What is in memory, and nothing else. */
  peek(key: string): T | undefined;
  /** Remembers what nobody else can have changed yet: the key was never told. */
  put(key: string, value: T | undefined): void;
}

/** What was remembered when somebody began to write, and what it is by the commit. */
export interface Renewal {
  from: object;
  to: object;
}

type Forget = (key?: string, renewal?: Renewal) => void;

/** How much is remembered of a kind, and by what else it is dropped. */
interface Memory<T> {
  /** How many keys at most. */
  max?: number;
  /** A change of such a kind drops all values that belong to its key, in place of one change each. */
  groups?: { kind: string; keyOf: (value: T) => string | undefined }[];
}

/**
 * Tells every instance what altered somebody's effective scopes. A change is written in the same transaction as its
 * cause (`Transaction.changed`); this instance applies it right after the commit, every other one
 * within a quarter of a second. Whoever cannot read the feed for five seconds is blind, and must
 * refuse rather than act on what may be over.
 */
@Injectable()
export class ChangeFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ChangeFeed.name);
  private readonly forgetters = new Map<string, Forget[]>();
  private seen = '0';
  /** Of the clock that nobody sets: a jump of the other one must not make an instance blind, or sure. */
  private readAt = performance.now();
  private timer?: NodeJS.Timeout;
  private stopped = false;
  /** Whether the feed could not be read at the last look. */
  private failed = false;

  constructor(private readonly database: Database) {}

  /** Whether what this instance remembers can be trusted. */
  isCurrent(): boolean {
    return performance.now() - this.readAt < BLIND_AFTER_MS;
  }

  /** Remembers what `load` finds, until a change of this kind names its key, or its group's. */
  remember<T extends object>(
    kind: string,
    load: (key: string) => Promise<T | undefined>,
    { max = 50_000, groups = [] }: Memory<T> = {},
  ): Remembered<T> {
    const known = new SegmentedCache<{ value?: T }>(
      ({ value }) => sizeOf(value),
      { max, maxSize: MOST_BYTES },
      { max: MOST_ADDED, maxSize: MOST_BYTES },
    );
    // A change that arrives while a row is being read makes the row stale before it is stored.
    let forgotten = 0;
    this.onChange(kind, (key, renewal) => {
      forgotten += 1;
      if (key === undefined) known.clear();
      // Another copy, or none, means that somebody else's change came between.
      else if (renewal && known.get(key)?.value === renewal.from)
        known.set(key, { value: renewal.to as T });
      else known.delete(key);
    });
    for (const group of groups)
      this.onChange(group.kind, (key) => {
        forgotten += 1;
        known.deleteWhere(({ value }) => value !== undefined && group.keyOf(value) === key);
      });
    const fetch = async (key: string): Promise<T | undefined> => {
      const before = forgotten;
      const value = await load(key);
      if (before === forgotten) known.set(key, { value });
      return value;
    };
    return {
      get: (key) => {
        const hit = known.get(key);
        return hit ? hit.value : fetch(key);
      },
      peek: (key) => known.get(key)?.value,
      put: (key, value) => known.add(key, { value }),
    };
  }

  /** Calls back with the key of each change of this kind, or without one when all are in doubt. */
  onChange(kind: string, forget: Forget): void {
    this.forgetters.set(kind, [...(this.forgetters.get(kind) ?? []), forget]);
  }

  /** Drops what these changes name, or remembers what it became. */
  apply(changes: readonly { kind: string; key: string; renewal?: Renewal }[]): void {
    for (const { kind, key, renewal } of changes)
      for (const forget of this.forgetters.get(kind) ?? []) forget(key, renewal);
  }

  /**
   * As `apply`, for what this instance has just committed on SQLite: when nobody else wrote in between,
   * it need not be read again.
   * @param ids of the rows
   */
  applyOwn(changes: Parameters<ChangeFeed['apply']>[0], ids: readonly number[]): void {
    this.apply(changes);
    if (ids[0] === Number(this.seen) + 1) this.seen = String(ids.at(-1));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.seen = await this.position();
    this.readAt = performance.now();
    this.forgetAll();
    this.schedule();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    try {
      const blindMs = performance.now() - this.readAt - BLIND_AFTER_MS;
      const { changes, seen } = await this.read();
      // A process that slept reads what it missed. A database that could not be read may be another one.
      if (blindMs > LONGEST_SLEEP_MS || (blindMs > 0 && this.failed)) this.forgetAll();
      this.apply(changes);
      if (this.database.isPostgres || Number(seen) > Number(this.seen)) this.seen = seen;
      this.readAt = performance.now();
      this.failed = false;
    } catch (error) {
      this.failed = true;
      if (!this.stopped) this.log.error({ msg: 'The change feed cannot be read', err: error });
    }
    this.schedule();
  }

  private forgetAll(): void {
    for (const forgetters of this.forgetters.values()) for (const forget of forgetters) forget();
  }

  /**
   * Ids become visible out of order on PostgreSQL, so the mark there is the oldest transaction that
   * was still running: reading again from it may repeat a change, which does no harm, and misses none.
   */
  private async read(): Promise<{ changes: { kind: string; key: string }[]; seen: string }> {
    const { feed: rows, isPostgres } = this.database;
    if (isPostgres) {
      const seen = await this.position();
      const changes = await rows.query('SELECT kind, key FROM change WHERE position >= $1', [
        this.seen,
      ]);
      return { changes, seen };
    }
    const changes: { id: number; kind: string; key: string }[] = await rows.query(
      'SELECT id, kind, key FROM change WHERE id > ? ORDER BY id',
      [this.seen],
    );
    return { changes, seen: String(changes.at(-1)?.id ?? this.seen) };
  }

  private async position(): Promise<string> {
    const [row] = await this.database.feed.query(
      this.database.isPostgres
        ? 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS position'
        : 'SELECT coalesce(max(id), 0) AS position FROM change',
    );
    return String(row.position);
  }
}
