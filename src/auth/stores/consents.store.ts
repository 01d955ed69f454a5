import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import { uncovered, withoutCovered } from '../../oauth/scope.js';
import { ConsentRow } from './consent.entity.js';

/** What people allowed apps, until they withdraw it. */
@Injectable()
export class ConsentsStore {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Whether the person has allowed all of this before. */
  async covers(userId: string, request: AuthorizationRequest): Promise<boolean> {
    const { clientId } = request;
    const row = await this.database.rows.findOneBy(ConsentRow, { userId, clientId });
    return row !== null && uncovered(row.scope, namesOf(request, request.scope)).length === 0;
  }

  /**
   * Adds what the person allows now to what they allowed before.
   * @param also done in the same transaction, such as the line in the audit
   */
  async remember(
    userId: string,
    request: AuthorizationRequest,
    scope: string[],
    also: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    const { clientId } = request;
    const key = { userId, clientId };
    await this.work.run(async (tx) => {
      await tx.lock(`consent ${userId} ${clientId}`);
      const row = await tx.rows.findOneBy(ConsentRow, key);
      const names = withoutCovered([...(row?.scope ?? []), ...namesOf(request, scope)]);
      const now = { scope: names, updatedAt: new Date(this.clock.now()) };
      if (row) await tx.rows.update(ConsentRow, key, now);
      else await tx.rows.insert(ConsentRow, { ...key, ...now });
      await also(tx);
    });
  }

  /** What is only noted, because nothing was allowed. */
  note(also: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.work.run(also);
  }
}

/** What is allowed for one account or one audience says nothing about others, nor about none. */
function namesOf({ account, resource }: AuthorizationRequest, scope: string[]): string[] {
  const where = [
    ...(account === undefined ? [] : [`account:${account}`]),
    ...(resource === undefined ? [] : [`resource:${resource}`]),
  ];
  // No part holds a space, so none runs into the next one.
  return scope.map((name) => [...where, name].join(' '));
}
