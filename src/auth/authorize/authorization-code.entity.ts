import { Entity, Index } from 'typeorm';
import type { CodeFacts } from '../../oauth/interactive-ports.js';
import { Id, Json, OptionalTime, Time } from '../../database/columns.js';

/** An authorization code, until its replay can no longer matter. */
@Entity('authorization_code')
export class AuthorizationCodeRow {
  /** Keyed digest of the code. */
  @Id() digest: string;
  @Json() facts: CodeFacts;
  @OptionalTime() usedAt: Date | null;
  @Index('authorization_code_expires')
  @Time()
  expiresAt: Date;
}
