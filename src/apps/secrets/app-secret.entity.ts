import { Entity, Index } from 'typeorm';
import { Id, OptionalTime, Text, Time } from '../../database/columns.js';

/** The beginning of a secret's id; the secret has another one. */
export const SECRET_ID = 'sec_';

/** A secret of an app, which has a few live ones while programs change from one to the next. */
@Entity('app_secret')
export class AppSecret {
  @Id() id: string;
  @Index('app_secret_app')
  @Text(64)
  appId: string;
  /** Keyed digest of the secret. */
  @Text(64) digest: string;
  /** The last four characters, so that people can tell two apart. */
  @Text(4) tail: string;
  @Time() createdAt: Date;
  @OptionalTime() expiresAt: Date | null;
  @OptionalTime() lastUsedAt: Date | null;
}
