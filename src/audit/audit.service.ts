import { Injectable, Logger } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../common/clock.js';
import { likePattern, type Page, page } from '../common/page.js';
import { readTime } from '../common/time.js';
import { countUpTo, cutPage, unindexed } from '../database/cut-page.js';
import { cutSearchedPage } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { Sweeper } from '../database/sweeper.js';
import type { Transaction } from '../database/transaction.js';
import { BUILT_IN_CLIENT } from '../oauth/built-in-client.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Caller } from '../operations/caller.js';
import { AuditNames } from './audit-names.js';
import { AuditEntry } from './audit-entry.entity.js';
import { type AuditEntryDto, type AuditQuery, toDto } from './audit.dto.js';
import { SecurityEvents } from './security-events.js';

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

/** So many entries are sorted for one page; more are met soon enough in their order. */
const MOST_SORTED = 10_000;

const LONGEST_SUBJECT = 160;
/** The id of a client that describes itself is an address; its beginning tells whose. */
const LONGEST_APP = 64;

/** Records who did what: one row in the transaction of the change, so neither is there alone. */
@Injectable()
export class AuditService {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly names: AuditNames,
    private readonly sweeper: Sweeper,
    private readonly events: SecurityEvents,
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

  /** Newest first. */
  async list(query: AuditQuery): Promise<Page<AuditEntryDto>> {
    await this.events.flush();
    const { event, userId, subject, from, to, search } = query;
    const entries = this.database
      .query(AuditEntry, 'entry')
      .where('1 = 1')
      .orderBy('entry.at', 'DESC')
      .addOrderBy('entry.id', 'DESC');
    if (userId !== undefined) entries.andWhere('entry.userId = :userId', { userId });
    if (subject !== undefined) entries.andWhere('entry.subject = :subject', { subject });
    if (from !== undefined) entries.andWhere('entry.at >= :from', { from: readTime(from) });
    if (to !== undefined) entries.andWhere('entry.at < :to', { to: readTime(to) });
    const list = entries.clone();
    if (event !== undefined) await this.filterByEvent(list, event, userId ?? subject ?? search);
    const [rows, total] =
      search === undefined
        ? await cutPage(list, query)
        : await cutSearchedPage(
            { among: entries, list, contains: await this.containing(search) },
            query,
          );
    const namesOf = await this.names.namesFor(rows);
    return page(query, [rows.map((row) => toDto(row, namesOf(row))), total]);
  }

  /**
   * Keeps an event, or those below it. Few entries are found by their events and sorted; many are met
   * soon in the order of time.
   * @param one whose entries they are, or what is searched in them: another index serves better
   */
  private async filterByEvent(
    entries: SelectQueryBuilder<AuditEntry>,
    event: string,
    one: string | undefined,
  ): Promise<void> {
    const names = await this.eventsBelow(event);
    if (names.length === 0) return void entries.andWhere('1 = 0');
    const byEvent = entries.clone().andWhere('entry.event IN (:...names)', { names });
    const isFew = names.length === 1 || (await countUpTo(MOST_SORTED + 1, byEvent)) <= MOST_SORTED;
    const column = one === undefined && isFew ? 'entry.event' : unindexed('entry.event');
    entries.andWhere(`${column} IN (:...names)`, { names });
  }

  /** The events in the log with this name, or with one below it: one step in an index for each event. */
  private async eventsBelow(event: string): Promise<string[]> {
    const rows: { event: string }[] = await this.database.lists.query(
      `WITH RECURSIVE known (event) AS (
         SELECT MIN(event) FROM audit_entry
         UNION ALL
         SELECT (SELECT MIN(event) FROM audit_entry WHERE event > known.event) FROM known
         WHERE known.event IS NOT NULL
       ) SELECT event FROM known WHERE event IS NOT NULL`,
    );
    const names = rows.map((row) => row.event);
    return names.filter((name) => name === event || name.startsWith(`${event}.`));
  }

  /** Whose event or subject has this in it, and what is called like this, as the log keeps it. */
  private async containing(search: string) {
    const [users = [], keys = [], apps = []] = await Promise.all(
      ['user', 'appKey', 'app'].map((kind) => this.names.idsOf(kind, search)),
    );
    const subjects = [...users.map((id) => `user:${id}`), ...apps.map((id) => `app:${id}`)];
    return {
      sql: `(LOWER(entry.event) LIKE :pattern ESCAPE '!' OR LOWER(entry.subject) LIKE :pattern ESCAPE '!'
        OR entry.ip = :search OR entry.userId IN (:...users) OR entry.appKey IN (:...keys)
        OR entry.subject IN (:...subjects))`,
      // No list is empty: SQL has no empty `IN`.
      parameters: {
        ...{ search, pattern: likePattern(search), users: ['', ...users] },
        ...{ keys: ['', ...keys], subjects: ['', ...subjects] },
      },
    };
  }
}

/** The app that acts; none for a login of the person's own. */
export function appKeyOf(caller: Caller | undefined): string | undefined {
  return caller?.clientId === BUILT_IN_CLIENT.id ? undefined : caller?.clientId;
}
