import { Injectable } from '@nestjs/common';
import { AppsQuery } from '../../apps/apps.query.js';
import type { Acting } from '../../apps/apps.rules.js';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type {
  AllCallsDto,
  AllCallsQueryDto,
  CallsAtDto,
  CallsDto,
  CallsOfAppDto,
  CallsOfOperationDto,
  CallSums,
} from './call.dto.js';
import { CallsService } from './calls.service.js';

const HOUR_MS = 3_600_000;
const MOST_LISTED = 100;
const SUMS = `SUM(CASE WHEN "outcome" = 'allowed' THEN "times" ELSE 0 END) AS "allowed",
  SUM(CASE WHEN "outcome" = 'refused' THEN "times" ELSE 0 END) AS "refused"`;

/** Which rows count, and from when on. */
interface Source {
  table: 'api_call' | 'api_call_day';
  /** The column of the time, and what it counts. */
  unit: 'hour' | 'day';
  /** The first hour or day that is shown; as many before it are compared. */
  first: number;
  count: number;
}

type Column = 'appKey' | 'operation';
/** Conditions on columns, by exact value. */
type Filter = Partial<Record<Column, string>>;
/** Sums come back as text from PostgreSQL. */
type Raw<T> = { [K in keyof T]: T[K] | string };

/** Reads how often operations were called, for owners of apps and for administrators. */
@Injectable()
export class CallsQuery {
  constructor(
    private readonly database: Database,
    private readonly calls: CallsService,
    private readonly apps: AppsQuery,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when the caller reaches no such app */
  async ofApp(acting: Acting, id: string, days: number): Promise<CallsDto> {
    const { appKey } = await this.apps.get(acting, id);
    await this.calls.flush();
    return this.read(this.sourceOf(days), { appKey });
  }

  /** Of all apps, or those of one app or operation. */
  async all({ days, appKey, operation }: AllCallsQueryDto): Promise<AllCallsDto> {
    await this.calls.flush();
    const source = this.sourceOf(days);
    const filter = { ...(appKey && { appKey }), ...(operation && { operation }) };
    const apps = await this.most('appKey', source, filter);
    const found = await this.apps.byKeys(apps.map(({ value }) => value));
    return {
      ...(await this.read(source, filter)),
      apps: apps.map(({ value, ...sums }): CallsOfAppDto => {
        const { id = null, name = null } = found.get(value) ?? {};
        return { appKey: value, id, name, ...sums };
      }),
    };
  }

  private async read(source: Source, filter: Filter): Promise<CallsDto> {
    const { unit, first, count } = source;
    const found = new Map((await this.overTime(source, filter)).map((row) => [row.at, row]));
    const sumsAt = (at: number) => found.get(at) ?? { allowed: 0, refused: 0 };
    const span = (from: number) => Array.from({ length: count }, (_, index) => from + index);
    const length = unit === 'hour' ? HOUR_MS : 24 * HOUR_MS;
    const times = span(first).map((at): CallsAtDto => {
      const { allowed, refused } = sumsAt(at);
      return { at: new Date(at * length).toISOString(), allowed, refused };
    });
    const operations = filter.operation ? [] : await this.most('operation', source, filter);
    return {
      ...sumOf(times),
      unit,
      before: sumOf(span(first - count).map(sumsAt)),
      times,
      operations: operations.map(({ value, ...sums }): CallsOfOperationDto => ({
        operation: value,
        ...sums,
      })),
    };
  }

  private sourceOf(days: number): Source {
    const hour = Math.floor(this.clock.now() / HOUR_MS);
    return days === 1
      ? { table: 'api_call', unit: 'hour', first: hour - 23, count: 24 }
      : {
          table: 'api_call_day',
          unit: 'day',
          first: Math.floor(hour / 24) - days + 1,
          count: days,
        };
  }

  private async overTime(source: Source, filter: Filter) {
    const { table, unit, first, count } = source;
    const { where, values } = conditionsOf(source, filter, undefined, first - count);
    const rows: Raw<CallSums & { at: number }>[] = await this.database.lists.query(
      `SELECT "${unit}" AS "at", ${SUMS} FROM ${table} WHERE ${where} GROUP BY "${unit}"`,
      values,
    );
    return rows.map(({ at, ...sums }) => ({ at: Number(at), ...numbersOf(sums) }));
  }

  private async most(column: Column, source: Source, filter: Filter) {
    const { where, values } = conditionsOf(source, filter, column, source.first);
    const rows: (Raw<CallSums> & { value: string })[] = await this.database.lists.query(
      `SELECT "${column}" AS "value", ${SUMS} FROM ${source.table} WHERE ${where}
       GROUP BY "${column}" ORDER BY SUM("times") DESC, "${column}" LIMIT ${MOST_LISTED}`,
      values,
    );
    return rows.map(({ value, ...sums }) => ({ value, ...numbersOf(sums) }));
  }
}

/**
 * The rows that answer a question. Days have sums of their own for each operation and for each app: a
 * filter, or a list, says which rows these are.
 * @param listed the column that is listed, if one is
 */
function conditionsOf(
  { table, unit }: Source,
  filter: Filter,
  listed: Column | undefined,
  from: number,
): { where: string; values: (string | number)[] } {
  const values: (string | number)[] = [from];
  const conditions = [`"${unit}" >= $1`];
  for (const column of ['appKey', 'operation'] as const) {
    const value = filter[column];
    if (value !== undefined) conditions.push(`"${column}" = $${values.push(value)}`);
    else if (table === 'api_call_day') {
      const isOfEach = column === listed || (column === 'operation' && !listed && !filter.appKey);
      conditions.push(`"${column}" ${isOfEach ? '<>' : '='} ''`);
    }
  }
  return { where: conditions.join(' AND '), values };
}

function numbersOf({ allowed, refused }: Raw<CallSums>): CallSums {
  return { allowed: Number(allowed), refused: Number(refused) };
}

function sumOf(sums: readonly CallSums[]): CallSums {
  const of = (what: keyof CallSums) => sums.reduce((sum, each) => sum + each[what], 0);
  return { allowed: of('allowed'), refused: of('refused') };
}
