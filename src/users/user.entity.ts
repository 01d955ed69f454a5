import { Entity, Index } from 'typeorm';
import type { Language } from '../common/language.js';
import { Count, Id, OptionalText, OptionalTime, Text, Time } from '../database/columns.js';

/** `pending` waits for activation, by mail or by an administrator. */
export type UserStatus = 'active' | 'pending' | 'disabled';

/** A user: a person who can sign in. */
@Entity('user_account')
@Index('user_account_role_in_order', ['roleId', 'id'])
@Index('user_account_status', ['status', 'id'])
export class User {
  @Id() id: string;
  @Text(64) username: string;
  /** The user name in lower case: two users must not differ by case alone. */
  @Index('user_account_username', { unique: true })
  @Index('user_account_username_start', { synchronize: false })
  @Text(64)
  usernameKey: string;
  @Text(254) email: string;
  @Index('user_account_email', { unique: true })
  @Index('user_account_email_start', { synchronize: false })
  @Text(254)
  emailKey: string;
  /** When a mailed link proved the present address. */
  @OptionalTime() emailVerifiedAt: Date | null;
  /** argon2id. */
  @Text(200) passwordHash: string;
  @Text(64) roleId: string;
  @Text(16) status: UserStatus;
  /** Counts what revoked all of the user's tokens and sessions at once. */
  @Count() epoch: number;
  @Index('user_account_created')
  @Time()
  createdAt: Date;
  /** When the name or the address changed last; never in a row that is older than the column. */
  @OptionalTime() profileChangedAt: Date | null;
  // Where there is none it is 0 in the index, which the migrations say in SQL.
  @Index('user_account_last_login', { synchronize: false })
  @OptionalTime()
  lastLoginAt: Date | null;
  /** In which mails are written: that of the last login which told one. */
  @OptionalText(2) language: Language | null;
}
