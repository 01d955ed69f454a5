import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Sweeper } from '../database/sweeper.js';
import type { Transaction } from '../database/transaction.js';
import { BUILT_IN_CLIENT } from '../oauth/built-in-client.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Caller } from '../operations/caller.js';
import { AuditEntry } from './audit-entry.entity.js';

/** What happened, as the module that changed something says it. */
export interface AuditRecord {
  /** The operation's name: `backend.role.update`. */
  event: string;
  caller?: Caller;
  /** The person, where nobody is authenticated as caller. */
  userId?: string;
  ip?: string;
  /** What was acted on: `role:<id>`. */
  subject?: string;
  /** What changed; no secrets. */
  detail?: Record<string, unknown>;
}

const LONGEST_SUBJECT = 160;
/** The id of a client that describes itself is an address; its beginning tells whose. */
const LONGEST_APP = 64;

/** Records who did what: one row in the transaction of the change, so neither is there alone. */
@Injectable()
export class AuditService {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
  ) {}

  /**
   * Removes entries that are older. The settings say how old, and their module is above this one.
   * @param milliseconds asked each time; nothing for ever
   */
  keepFor(milliseconds: () => number | undefined): void {
    this.sweeper.sweep(AuditEntry, 'at', milliseconds);
  }

  /** Writes the row; the log has the line once it is stored, without the detail. */
  async record(tx: Transaction, record: AuditRecord): Promise<void> {
    const { event, caller, subject, detail = {} } = record;
    const now = this.clock.now();
    const whom = {
      userId: record.userId ?? caller?.userId ?? null,
      appKey: appKeyOf(caller)?.slice(0, LONGEST_APP) ?? null,
      subject: subject?.slice(0, LONGEST_SUBJECT) ?? null,
      ip: record.ip ?? caller?.ip ?? null,
    };
    tx.afterwards(() => this.log.log({ msg: event, ...whom }));
    await tx.rows.insert(AuditEntry, {
      id: createIdentifier('aud_', now),
      at: new Date(now),
      event,
      ...whom,
      // TypeORM's type of a JSON column does not admit `unknown` members.
      detail: detail as Record<string, object>,
    });
  }
}

/** The app that acts; none for a login of the person's own. */
export function appKeyOf(caller: Caller | undefined): string | undefined {
  return caller?.clientId === BUILT_IN_CLIENT.id ? undefined : caller?.clientId;
}
