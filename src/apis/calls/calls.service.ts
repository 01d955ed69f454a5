import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

const TICK_MS = 1_000;
const HOUR_MS = 3_600_000;
const SHOWN_HOURS = 30 * 24;
/** More different things than this in one second are not counted: memory has an end. */
const MOST_PENDING = 20_000;
const ROWS_PER_STATEMENT = 150;
/** Of one API, operations and apps together; the rest called least. */
const MOST_SUMS = 20_000;

/** What became of a call. */
export type CallOutcome = 'allowed' | 'refused';

interface Counted {
  row: [apiId: string, hour: number, operation: string, appKey: string, outcome: CallOutcome];
  times: number;
}

/** Counts in memory who calls which operation, and adds it to the hours in the database once a second. */
@Injectable()
export class CallsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CallsService.name);
  private pending = new Map<string, Counted>();
  private flushing = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a call.
   * @param operation its name, at most 128 characters
   * @param appKey `-` for nobody
   */
  note(apiId: string, operation: string, appKey: string, outcome: CallOutcome): void {
    const hour = Math.floor(this.clock.now() / HOUR_MS);
    const name = `${apiId} ${hour} ${operation} ${appKey} ${outcome}`;
    const counted = this.pending.get(name);
    if (counted) counted.times += 1;
    else if (this.pending.size < MOST_PENDING)
      this.pending.set(name, { row: [apiId, hour, operation, appKey, outcome], times: 1 });
  }

  /** Calls of the last 30 days that were let through: by operation, then by the app's key. */
  async lately(apiId: string): Promise<Map<string, Map<string, number>>> {
    await this.flush();
    const since = Math.floor(this.clock.now() / HOUR_MS) - SHOWN_HOURS;
    const rows: { operation: string; appKey: string; times: number | string }[] =
      await this.database.lists.query(
        `SELECT "operation", "appKey", SUM("times") AS "times" FROM api_call
         WHERE "apiId" = $1 AND "hour" > $2 AND "outcome" = 'allowed'
         GROUP BY "operation", "appKey" ORDER BY 3 DESC LIMIT ${MOST_SUMS}`,
        [apiId, since],
      );
    const found = new Map<string, Map<string, number>>();
    for (const { operation, appKey, times } of rows) {
      const ofOperation = found.get(operation) ?? new Map<string, number>();
      found.set(operation, ofOperation.set(appKey, Number(times)));
    }
    return found;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), TICK_MS).unref();
  }

  /** The requests in flight have finished by now, and the database is still open. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Stores what has been counted so far; one flush after the other. */
  flush(): Promise<void> {
    this.flushing = this.flushing
      .then(() => this.store())
      .catch((error: unknown) => this.log.warn({ msg: 'Calls were not stored', err: error }));
    return this.flushing;
  }

  private async store(): Promise<void> {
    if (this.pending.size === 0) return;
    const counted = [...this.pending.values()];
    this.pending = new Map();
    await this.work.run((tx) => addTo(tx, counted));
  }
}

/** TypeORM cannot add to what is there; both engines understand this statement. */
async function addTo(tx: Transaction, counted: readonly Counted[]): Promise<void> {
  for (let from = 0; from < counted.length; from += ROWS_PER_STATEMENT) {
    const rows = counted
      .slice(from, from + ROWS_PER_STATEMENT)
      .map(({ row, times }) => [...row, times]);
    let last = 0;
    const places = rows.map((row) => `(${row.map(() => `$${(last += 1)}`).join(', ')})`);
    await tx.rows.query(
      `INSERT INTO api_call ("apiId", "hour", "operation", "appKey", "outcome", "times")
       VALUES ${places.join(', ')}
       ON CONFLICT ("apiId", "hour", "operation", "appKey", "outcome") DO UPDATE SET
         "times" = api_call."times" + excluded."times"`,
      rows.flat(),
    );
  }
}
