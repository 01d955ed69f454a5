import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import { addRows } from '../database/add-rows.js';
import type { Job } from '../database/job.js';
import { PeriodicWrites } from '../database/periodic-writes.js';
import { networkOf } from '../throttle/network.js';

/** What an operator wants to hear of, whoever caused it. */
export type SecurityEvent =
  | 'security.sign_in'
  | 'security.sign_in.new_place'
  | 'security.sign_in_failed'
  | 'security.confirmation_failed'
  | 'security.locked_out'
  | 'security.administration_refused'
  | 'security.keys_rotated'
  | 'security.keys_revoked';

/** Whom and what it concerns. What somebody typed is never in it: it may be a password. */
export interface SecurityFacts {
  /** The person, where there is one of that name. */
  userId?: string;
  /** The app that acted, alone or for the person. */
  appKey?: string;
  ip?: string;
  /** What it happened to: `key:<kid>`. */
  subject?: string;
  detail?: Record<string, string | boolean>;
}

const HOUR_MS = 3_600_000;
/**
 * Rows about one person, app or key in an hour, of each kind of event; the last one counts what is
 * more. What concerns nobody known has one row for each address.
 */
const MOST_OF_ONE = 10;
/**
 * Rows of one kind in an hour: strangers cause most kinds, and must not fill the disk; a sign-in
 * needs a person and their password. What is more is counted in one row. Events about nobody known
 * are a kind of their own, so that a flood of them hides nothing about a person.
 */
const MOST_OF_KIND = 500;
const MOST_SIGN_INS = 20_000;
const SIGN_INS: SecurityEvent[] = ['security.sign_in', 'security.sign_in.new_place'];
const LONGEST = { ip: 64, appKey: 64, subject: 160 };

const COLUMNS = [
  'id',
  'at',
  'event',
  'userId',
  'appKey',
  'subject',
  'ip',
  'detail',
  'times',
] as const;
const TABLE = {
  table: 'audit_entry',
  columns: COLUMNS,
  key: ['id'],
  add: ['times'],
  replace: ['at', 'ip', 'detail'],
};

type Row = Record<(typeof COLUMNS)[number], string | number | null> & { times: number };

/** The rows of one kind in the present hour, as far as this instance has made them. */
interface Kind {
  hour: number;
  rows: number;
  /** By whom they concern. */
  of: Map<string, number>;
}

/** Whom an event concerns, and how many rows there may be of theirs and of the kind. */
interface Bounds {
  whose: string;
  most: number;
  mostOfKind: number;
}

/**
 * Tells the log, and the audit. Strangers cause most of these events, so they are collected in memory
 * and written once a second by one statement, and their rows have a bound; the log has them all.
 */
@Injectable()
export class SecurityEvents {
  private readonly log = new Logger('Security');
  private readonly kinds = new Map<string, Kind>();
  private pending = new Map<string, Row>();
  /** Stores what has been noted so far. */
  readonly flush: () => Promise<void>;

  constructor(
    private readonly clock: Clock,
    writes: PeriodicWrites,
  ) {
    this.flush = writes.add('Security events were not stored', () => this.take());
  }

  /** Notes an event; its row is there within a second. */
  note(event: SecurityEvent, facts: SecurityFacts): void {
    const { detail, ...whom } = facts;
    this.log.log({ msg: event, ...whom, ...detail });
    const now = this.clock.now();
    const row = this.rowFor(event, facts, now);
    const counted = this.pending.get(row.id as string);
    this.pending.set(row.id as string, { ...row, times: (counted?.times ?? 0) + 1 });
  }

  private rowFor(event: SecurityEvent, facts: SecurityFacts, now: number): Row {
    const { userId, appKey, subject, ip } = facts;
    const hour = Math.floor(now / HOUR_MS);
    const known = userId ?? appKey ?? subject;
    const whose = known ?? networkOf(ip);
    const most = known === undefined ? 1 : MOST_OF_ONE;
    const kind = `${event} ${known === undefined ? 'unknown' : 'known'}`;
    const place = this.placeOf(kind, hour, { whose, most, mostOfKind: mostOf(event) });
    const row = { at: now, event, times: 1 };
    if (place === 'none') {
      const detail = JSON.stringify({ others: true });
      const nobody = { userId: null, appKey: null, subject: null, ip: null };
      return { id: countingId(hour, kind, ''), ...row, ...nobody, detail };
    }
    const isLast = place === most;
    return {
      id: isLast ? countingId(hour, kind, whose) : createIdentifier('aud_', now),
      ...row,
      userId: userId ?? null,
      appKey: appKey?.slice(0, LONGEST.appKey) ?? null,
      subject: subject?.slice(0, LONGEST.subject) ?? null,
      ip: ip?.slice(0, LONGEST.ip) ?? null,
      detail: JSON.stringify(facts.detail ?? {}),
    };
  }

  /** @returns which of the rows of theirs it is, from 1 on, or that the kind has no more rows */
  private placeOf(
    name: string,
    hour: number,
    { whose, most, mostOfKind }: Bounds,
  ): number | 'none' {
    let kind = this.kinds.get(name);
    if (kind?.hour !== hour) {
      kind = { hour, rows: 0, of: new Map() };
      this.kinds.set(name, kind);
    }
    const rows = kind.of.get(whose) ?? 0;
    if (rows >= most) return most;
    if (kind.rows >= mostOfKind) return 'none';
    kind.rows += 1;
    kind.of.set(whose, rows + 1);
    return rows + 1;
  }

  private take(): Job<void> | undefined {
    if (this.pending.size === 0) return undefined;
    const rows = [...this.pending.values()].map((row) => COLUMNS.map((name) => row[name]));
    this.pending = new Map();
    return (tx) => addRows(tx, TABLE, rows);
  }
}

function mostOf(event: SecurityEvent): number {
  return SIGN_INS.includes(event) ? MOST_SIGN_INS : MOST_OF_KIND;
}

/** The id of the row that counts: every instance adds to the same one. */
function countingId(hour: number, kind: string, whose: string): string {
  const digest = createHash('sha256').update(`${hour}\n${kind}\n${whose}`).digest('base64url');
  return `aud_${digest.slice(0, 28)}`;
}
