import { Entity, Index } from 'typeorm';
import { Id, Json, OptionalText, Text, Time } from '../database/columns.js';

/** What can be in the bin; what is removed with something else comes back in this order. */
export const BIN_KINDS = ['user', 'account', 'app'] as const;
export type BinKind = (typeof BIN_KINDS)[number];

/**
 * Something that a person removed, as it was. Its own rows are gone, so nothing can find it; it is
 * stored here alone, until it is brought back or its time is over.
 */
@Entity('bin_item')
@Index('bin_item_in_order', ['removedAt', 'id'])
@Index('bin_item_owner', ['ownerId', 'removedAt'])
export class BinItem {
  /** The id that it had, and gets back. */
  @Id() id: string;
  @Text(16) kind: BinKind;
  @Text(4096) name: string;
  /** Whose it was; a user's own id. Empty for an app that belonged to nobody. */
  @Text(64) ownerId: string;
  /** What it was removed with, and comes back with: the id of a user. */
  @Index('bin_item_with')
  @OptionalText(64)
  withId: string | null;
  /** A user's name and address, as they are compared: nobody else gets them meanwhile. */
  @Index('bin_item_username', { unique: true })
  @OptionalText(64)
  usernameKey: string | null;
  @Index('bin_item_email', { unique: true })
  @OptionalText(254)
  emailKey: string | null;
  /** The user who removed it. */
  @OptionalText(64) removedBy: string | null;
  @Time() removedAt: Date;
  /** Its rows, as its module wrote them. */
  @Json() content: Record<string, unknown>;
}
