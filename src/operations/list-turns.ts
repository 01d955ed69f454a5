import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { FairLine } from '../common/fair-line.js';
import { PageQuery } from '../common/page.js';
import { Problem } from '../common/problem.js';
import { Database } from '../database/database.js';
import type { Caller } from './caller.js';

/** How many lists of one caller run at once. */
const EACH = 4;
/** As many as there are connections for lists on PostgreSQL; on SQLite one reads while one is written out. */
const TOTAL = { postgres: 8, sqlite: 2 };
const WAITING = { waiting: 200, allWaiting: 2_000 };

/**
 * Serves few lists at once for one caller. A list is the one thing that anybody may make as dear as
 * they like, by having many rows: without a line, it is the others who wait.
 */
@Injectable()
export class ListTurns implements NestInterceptor {
  private readonly line: FairLine;
  private readonly lists = new WeakMap<object, boolean>();

  constructor(database: Database) {
    const total = database.isPostgres ? TOTAL.postgres : TOTAL.sqlite;
    this.line = new FairLine({ total, each: EACH, ...WAITING });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.isList(context)) return next.handle();
    const { caller, ip } = context.switchToHttp().getRequest<{ caller?: Caller; ip: string }>();
    const name = caller?.personId ?? ip;
    if (this.line.isFull(name))
      throw new Problem(429, 'too_many_requests', 'Too many lists at once; please wait a moment.', {
        headers: {
          'retry-after': '2',
          ratelimit: '"lists";r=0;t=2',
          'ratelimit-policy': `"lists";q=${EACH + WAITING.waiting};w=2`,
        },
      });
    return from(this.line.run(name, () => lastValueFrom(next.handle())));
  }

  /** Whether the handler takes the query of a list, or of sums over many rows. */
  private isList(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const known = this.lists.get(handler);
    if (known !== undefined) return known;
    const { prototype } = context.getClass();
    const types: unknown[] =
      Reflect.getMetadata('design:paramtypes', prototype as object, handler.name) ?? [];
    const isList = types.some(
      (type) => type === PageQuery || (type as typeof PageQuery).prototype instanceof PageQuery,
    );
    this.lists.set(handler, isList);
    return isList;
  }
}
