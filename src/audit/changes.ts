import { Injectable } from '@nestjs/common';
import { Like } from 'typeorm';
import { entityTagOf } from '../common/entity-tag.js';
import { Problem } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Caller } from '../operations/caller.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditNames } from './audit-names.js';
import { AuditService } from './audit.service.js';

/** The last words of events that change what a read of the subject shows. */
const SHOWN = ['create', 'update', 'activate', 'disable', 'enable', 'secret', 'import'];

/** What a change was about. */
export interface ChangeFacts {
  /** What was changed: `role:<id>`. */
  subject: string;
  /** What changed; no secrets. */
  detail?: Record<string, unknown>;
  /** What every instance drops from its caches: kind and key. */
  forget?: [kind: string, key: string];
}

/** Says what a change was about; `nothing` when all stays as it was, which leaves no row. */
export type About = (facts: ChangeFacts | 'nothing') => void;

/**
 * Changes something for a caller, and there is no other way: the rows, the line in the audit and the
 * notice for every instance are one transaction, so none of them is there without the others.
 */
@Injectable()
export class Changes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly names: AuditNames,
  ) {}

  /**
   * Runs a job of the unit of work, and records it.
   * @param event the operation's name: `backend.role.update`
   * @param job must say what it was about before it ends
   * @throws what the job throws; nothing is stored then
   */
  run<T>(
    caller: Caller,
    event: string,
    job: (tx: Transaction, about: About) => Promise<T>,
  ): Promise<T> {
    return this.work.run(async (tx) => {
      let facts: ChangeFacts | 'nothing' | undefined;
      const value = await job(tx, (said) => {
        facts = said;
      });
      await this.record(tx, caller, event, facts);
      return value;
    });
  }

  /**
   * Keeps a change from replacing another one that its sender has not seen (RFC 9110 §13.1.1). To be
   * called as soon as nobody else can change the state any more, with the state that answers are
   * tagged with.
   * @throws Problem 412 `changed_meanwhile`
   */
  async requireUnchanged(
    tx: Transaction,
    { ifMatch }: Caller,
    subject: string,
    state: object,
  ): Promise<void> {
    if (ifMatch === undefined || ifMatch === '*' || ifMatch.includes(entityTagOf(state))) return;
    const last = await tx.rows.findOne(AuditEntry, {
      where: SHOWN.map((word) => ({ subject, event: Like(`%.${word}`) })),
      order: { at: 'DESC', id: 'DESC' },
    });
    const userId = last?.userId ?? undefined;
    const changedBy = (userId && (await this.names.nameOf('user', userId))) ?? null;
    throw new Problem(412, 'changed_meanwhile', 'This was changed since you read it.', {
      members: { changedBy, changedAt: last?.at.toISOString() ?? null },
    });
  }

  private async record(
    tx: Transaction,
    caller: Caller,
    event: string,
    facts: ChangeFacts | 'nothing' | undefined,
  ): Promise<void> {
    if (facts === undefined) throw new Error(`${event} does not say what it changed.`);
    if (facts === 'nothing') return;
    const { forget, ...about } = facts;
    if (forget) tx.changed(...forget);
    await this.audit.record(tx, { event, caller, ...about });
  }
}
