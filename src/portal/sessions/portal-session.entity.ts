import { Entity, Index } from 'typeorm';
import { Count, Flag, Id, OptionalText, OptionalTime, Text, Time } from '../../database/columns.js';

/** A person signed in to the portal. */
@Entity('portal_session')
export class PortalSession {
  @Id() id: string;
  /** Keyed digest of the cookie's value. */
  @Index('portal_session_digest', { unique: true })
  @Text(64)
  digest: string;
  @Index('portal_session_user')
  @Text(64)
  userId: string;
  @Count() userEpoch: number;
  /** Whether the second factor was used. */
  @Flag() secondFactor: boolean;
  /** When the person proved once more who they are. */
  @OptionalTime() confirmedAt: Date | null;
  @OptionalText(64) ip: string | null;
  @OptionalText(400) userAgent: string | null;
  @Time() createdAt: Date;
  @Time() lastSeenAt: Date;
  @Index('portal_session_expires')
  @Time()
  expiresAt: Date;
}
