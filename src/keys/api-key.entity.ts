import { Entity, Index } from 'typeorm';
import { Id, Json, OptionalText, OptionalTime, Text, Time } from '../database/columns.js';

/** The beginning of a key's id. */
export const KEY_ID = 'key_';

/** The condition of a query that `key` still works at the time `now`. */
export const LIVE =
  '(key.expiresAt IS NULL OR key.expiresAt > :now) AND (key.endsAt IS NULL OR key.endsAt > :now)';

/** A credential that an app sends as it is. One that is over stays for a while, to be told by. */
@Entity('api_key')
export class ApiKey {
  @Id() id: string;
  @Index('api_key_app')
  @Text(64)
  appId: string;
  /** The `client_id` of the app, which never changes. */
  @Text(64) appKey: string;
  @Text(255) name: string;
  /** Keyed digest of the key's SHA-256, so that imported hashes and our own keys are one kind. */
  @Index('api_key_digest', { unique: true })
  @Text(64)
  digest: string;
  /** The last four characters; nothing of a key that was imported by its hash. */
  @OptionalText(4) tail: string | null;
  @Json() scopes: string[];
  @Time() createdAt: Date;
  /** The end that it was made with. */
  @Index('api_key_expires')
  @OptionalTime()
  expiresAt: Date | null;
  /** When somebody ended it, or when the overlap with its successor ends. */
  @Index('api_key_ends')
  @OptionalTime()
  endsAt: Date | null;
  @OptionalTime() lastUsedAt: Date | null;
}
