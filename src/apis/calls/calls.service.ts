import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import { addRows } from '../../database/add-rows.js';
import type { Job } from '../../database/job.js';
import { PeriodicWrites } from '../../database/periodic-writes.js';

const HOUR_MS = 3_600_000;
const SHOWN_HOURS = 30 * 24;
/** More different things than this in one second are not counted: memory has an end. */
const MOST_PENDING = 20_000;
/** Of one API, operations and apps together; the rest called least. */
const MOST_SUMS = 20_000;

const REST = ['apiId', 'operation', 'appKey', 'outcome'];
const HOURS = counting('api_call', ['hour', ...REST]);
const DAYS = counting('api_call_day', ['day', ...REST]);

function counting(table: string, key: string[]) {
  return { table, columns: [...key, 'times'], key, add: ['times'] };
}

/** What became of a call. */
export type CallOutcome = 'allowed' | 'refused';

interface Counted {
  hour: number;
  apiId: string;
  operation: string;
  appKey: string;
  outcome: CallOutcome;
  times: number;
}

/** Counts in memory who calls which operation, and adds it to the hours and days in the database once a second. */
@Injectable()
export class CallsService {
  private pending = new Map<string, Counted>();
  /** Stores what has been counted so far. */
  readonly flush: () => Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    writes: PeriodicWrites,
  ) {
    this.flush = writes.add('Calls were not stored', () => this.take());
  }

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
      this.pending.set(name, { hour, apiId, operation, appKey, outcome, times: 1 });
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

  private take(): Job<void> | undefined {
    if (this.pending.size === 0) return undefined;
    const counted = [...this.pending.values()];
    this.pending = new Map();
    const hours = counted.map((each) => [each.hour, ...restOf(each), each.times]);
    const days = sumsByDay(counted);
    return async (tx) => {
      await addRows(tx, HOURS, hours);
      await addRows(tx, DAYS, days);
    };
  }
}

function restOf({ apiId, operation, appKey, outcome }: Omit<Counted, 'hour' | 'times'>): string[] {
  return [apiId, operation, appKey, outcome];
}

/** Each call counts for its operation and app, for its operation, and for its app; see `ApiCallDay`. */
function sumsByDay(counted: readonly Counted[]): unknown[][] {
  const sums = new Map<string, [day: number, ...rest: string[]]>();
  const times = new Map<string, number>();
  for (const each of counted) {
    const day = Math.floor(each.hour / 24);
    const ofAll = { ...each, appKey: '' };
    const ofApp = { ...each, apiId: '', operation: '' };
    for (const rest of [each, ofAll, ofApp].map(restOf)) {
      const name = [day, ...rest].join(' ');
      sums.set(name, [day, ...rest]);
      times.set(name, (times.get(name) ?? 0) + each.times);
    }
  }
  return [...sums].map(([name, key]) => [...key, times.get(name)]);
}
