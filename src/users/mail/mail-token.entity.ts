import { Entity, Index } from 'typeorm';
import { Id, OptionalText, Text, Time } from '../../database/columns.js';

export type MailPurpose = 'activation' | 'invitation' | 'password_reset' | 'email_change';

/** A single-use link in a mail, for one purpose; the row goes when it is used. */
@Entity('mail_token')
export class MailToken {
  /** Keyed digest of the token. */
  @Id() digest: string;
  @Index('mail_token_user')
  @Text(64)
  userId: string;
  @Text(16) purpose: MailPurpose;
  /** The new address of an e-mail change. */
  @OptionalText(254) email: string | null;
  @Time() expiresAt: Date;
}
