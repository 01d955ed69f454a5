import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { FairLine } from '../common/fair-line.js';
import { PageQuery } from '../common/page.js';
import { Problem } from '../common/problem.js';
import { Database } from '../database/database.js';
import type { Caller } from './caller.js';

/** How many lists of one caller run at once. */
const EACH = 4;
/** As many as there are connections for lists; on SQLite one more, since one is written out meanwhile. */
const TOTAL = { postgres: 8, sqlite: 3 };
const WAITING = { waiting: 200, allWaiting: 2_000 };

/**
 * Serves few lists at once for one caller. A list is the one thing that anybody may make as dear as
 * they like, by having many rows: without a line, it is the others who wait.
 */
@Injectable()
export class ListTurns implements NestInterceptor {
  private readonly line: FairLine;

  constructor(database: Database, discovery: DiscoveryService) {
    const total = database.isPostgres ? TOTAL.postgres : TOTAL.sqlite;
    this.line = new FairLine({ total, each: EACH, ...WAITING });
    for (const { metatype } of discovery.getControllers()) if (metatype) this.watch(metatype);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
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

  /** Stands before the handlers that answer a list, and before no other: it would cost each request. */
  private watch({ prototype }: Type | Function): void {
    for (const name of Object.getOwnPropertyNames(prototype).filter(takesListQuery(prototype))) {
      const handler = (prototype as Record<string, object>)[name];
      if (handler) Reflect.defineMetadata(INTERCEPTORS_METADATA, [this], handler);
    }
  }
}

/** Whether a handler takes the query of a list, or of sums over many rows. */
function takesListQuery(prototype: object): (name: string) => boolean {
  return (name) => {
    const types: unknown[] = Reflect.getMetadata('design:paramtypes', prototype, name) ?? [];
    return types.some(
      (type) => type === PageQuery || (type as typeof PageQuery)?.prototype instanceof PageQuery,
    );
  };
}
