import { Entity, Index } from 'typeorm';
import { Count, Id, Json, OptionalText, Text, Time } from '../database/columns.js';

/** One thing somebody did. Rows are added and never changed, but for those that count. */
@Entity('audit_entry')
@Index('audit_entry_in_order', ['at', 'id', 'event'])
@Index('audit_entry_event', ['event', 'at', 'id'])
@Index('audit_entry_user_in_order', ['userId', 'at', 'id'])
@Index('audit_entry_subject', ['subject', 'at'])
export class AuditEntry {
  @Id() id: string;
  @Time() at: Date;
  /** The operation's name, or what happened: `backend.role.update`. */
  @Text(128) event: string;
  /** The person, if one acted. */
  @OptionalText(64) userId: string | null;
  /** The app that acted, alone or for the person. */
  @OptionalText(64) appKey: string | null;
  /** What was acted on: `app:…`, `role:…`. */
  @OptionalText(160) subject: string | null;
  @OptionalText(64) ip: string | null;
  /** What changed; holds no secret. */
  @Json() detail: Record<string, unknown>;
  /** How often it happened in that hour; `at` is the last time. */
  @Count(1) times: number;
}
