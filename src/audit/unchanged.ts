import { Injectable } from '@nestjs/common';
import { Like } from 'typeorm';
import { entityTagOf } from '../common/entity-tag.js';
import { Problem } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import type { Caller } from '../operations/caller.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditNames } from './audit-names.js';

/** The last words of events that change what a read of the subject shows. */
const CHANGES = ['create', 'update', 'activate', 'disable', 'enable', 'secret'];

/** Keeps a change from replacing another one that its sender has not seen (RFC 9110 §13.1.1). */
@Injectable()
export class Unchanged {
  constructor(private readonly names: AuditNames) {}

  /**
   * Lets the transaction go on if what the caller read is what there is. To be called as soon as
   * nobody else can change the state any more, with the state that answers are tagged with.
   * @throws Problem 412 `changed_meanwhile`
   */
  async require(tx: Transaction, { ifMatch }: Caller, subject: string, state: object) {
    if (ifMatch === undefined || ifMatch === '*' || ifMatch.includes(entityTagOf(state))) return;
    const last = await tx.rows.findOne(AuditEntry, {
      where: CHANGES.map((word) => ({ subject, event: Like(`%.${word}`) })),
      order: { at: 'DESC', id: 'DESC' },
    });
    const userId = last?.userId ?? undefined;
    const changedBy = (userId && (await this.names.nameOf('user', userId))) ?? null;
    throw new Problem(412, 'changed_meanwhile', 'This was changed since you read it.', {
      members: { changedBy, changedAt: last?.at.toISOString() ?? null },
    });
  }
}
