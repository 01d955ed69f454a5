import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { csvRecord } from '../common/csv.js';
import { likePattern, type Page, page } from '../common/page.js';
import { readTime } from '../common/time.js';
import { countUpTo, cutPage, unindexed } from '../database/cut-page.js';
import { cutSearchedPage, edgeOf } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { AuditNames } from './audit-names.js';
import { AuditEntry } from './audit-entry.entity.js';
import {
  type AuditEntryDto,
  type AuditFilter,
  type AuditQuery,
  type ExportFormat,
  toDto,
} from './audit.dto.js';
import { groupOf } from './audit.groups.js';
import { SecurityEvents } from './security-events.js';

/** So many entries are sorted for one page; more are met soon enough in their order. */
const MOST_SORTED = 10_000;

/** Lines of one export; whoever needs older ones asks again for what was before the last line. */
const MOST_EXPORTED = 100_000;
const READ_AT_ONCE = 500;

/** The columns of an export as CSV. */
const COLUMNS = ['at', 'event', 'actor', 'userId', 'appName', 'appKey', 'subject', 'subjectName', 'ip', 'times', 'detail', 'id'] as const; // prettier-ignore

/** Lists what the audit holds, newest first. */
@Injectable()
export class AuditEntries {
  constructor(
    private readonly database: Database,
    private readonly names: AuditNames,
    private readonly events: SecurityEvents,
  ) {}

  async list(query: AuditQuery): Promise<Page<AuditEntryDto>> {
    const { among, list } = await this.matching(query);
    const { search } = query;
    const [rows, total] =
      search === undefined
        ? await cutPage(list, query)
        : await cutSearchedPage({ among, list, contains: await this.containing(search) }, query);
    return page(query, [await this.toDtos(rows), total]);
  }

  /** The list as lines of text, read piece by piece, as fast as they are taken. */
  async *export(filter: AuditFilter, format: ExportFormat): AsyncGenerator<string> {
    if (format === 'csv') yield csvRecord(COLUMNS);
    const list = await this.searched(filter);
    let last: AuditEntry | undefined;
    for (let exported = 0; exported < MOST_EXPORTED; exported += READ_AT_ONCE) {
      const rows = await after(list, last).take(READ_AT_ONCE).getMany();
      const entries = await this.toDtos(rows);
      yield entries.map(format === 'csv' ? csvOf : jsonOf).join('');
      if (rows.length < READ_AT_ONCE) return;
      last = rows.at(-1);
    }
  }

  private async toDtos(rows: AuditEntry[]): Promise<AuditEntryDto[]> {
    const namesOf = await this.names.namesFor(rows);
    return rows.map((row) => toDto(row, namesOf(row)));
  }

  /** The list, but for a search, and what of it an index serves. */
  private async matching(filter: AuditFilter) {
    await this.events.flush();
    const { event, group, userId, subject, from, to, search } = filter;
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
    if (event !== undefined || group !== undefined)
      await this.filterByEvent(list, filter, userId ?? subject ?? search);
    return { among: entries, list };
  }

  /** The list with its search, which looks at as many rows as for a page. */
  private async searched(filter: AuditFilter): Promise<SelectQueryBuilder<AuditEntry>> {
    const { among, list } = await this.matching(filter);
    if (filter.search === undefined) return list;
    const { sql, parameters } = await this.containing(filter.search);
    const edge = await edgeOf(among);
    if (edge) list.andWhere(`${edge.column} > :edge`, { edge: edge.value });
    return list.andWhere(sql, parameters);
  }

  /**
   * Keeps an event, those below it, or a group of them. Few entries are found by their events and sorted; many are met
   * soon in the order of time.
   * @param one whose entries they are, or what is searched in them: another index serves better
   */
  private async filterByEvent(
    entries: SelectQueryBuilder<AuditEntry>,
    { event, group }: AuditFilter,
    one: string | undefined,
  ): Promise<void> {
    const names = (await this.eventsThere()).filter(
      (name) =>
        (event === undefined || name === event || name.startsWith(`${event}.`)) &&
        (group === undefined || groupOf(name) === group),
    );
    if (names.length === 0) return void entries.andWhere('1 = 0');
    const byEvent = entries.clone().andWhere('entry.event IN (:...names)', { names });
    const isFew = names.length === 1 || (await countUpTo(MOST_SORTED + 1, byEvent)) <= MOST_SORTED;
    const column = one === undefined && isFew ? 'entry.event' : unindexed('entry.event');
    entries.andWhere(`${column} IN (:...names)`, { names });
  }

  /** The events that the log holds: one step in an index for each. */
  private async eventsThere(): Promise<string[]> {
    const rows: { event: string }[] = await this.database.lists.query(
      `WITH RECURSIVE known (event) AS (
         SELECT MIN(event) FROM audit_entry
         UNION ALL
         SELECT (SELECT MIN(event) FROM audit_entry WHERE event > known.event) FROM known
         WHERE known.event IS NOT NULL
       ) SELECT event FROM known WHERE event IS NOT NULL`,
    );
    return rows.map((row) => row.event);
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

/** What comes after this one in the list. */
function after(list: SelectQueryBuilder<AuditEntry>, last: AuditEntry | undefined) {
  if (!last) return list.clone();
  const isAfter = '(entry.at < :lastAt OR (entry.at = :lastAt AND entry.id < :lastId))';
  const position = { lastAt: last.at.getTime(), lastId: last.id };
  return list.clone().andWhere(`entry.at <= :lastAt AND ${isAfter}`, position);
}

function jsonOf(entry: AuditEntryDto): string {
  return `${JSON.stringify(entry)}\n`;
}

function csvOf({ detail, ...entry }: AuditEntryDto): string {
  const cells = { ...entry, detail: JSON.stringify(detail) };
  return csvRecord(COLUMNS.map((name) => cells[name]));
}
