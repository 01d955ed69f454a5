import { Entity } from 'typeorm';
import { Count, Id, Json, OptionalText, Text, Time } from '../../database/columns.js';

/** Lets a program register itself (RFC 7591 §3) in the name of the person who made it. */
@Entity('initial_access_token')
export class InitialAccessToken {
  @Id() id: string;
  /** Keyed digest of the token. */
  @Text(64) digest: string;
  @Text(64) userId: string;
  /** This and the next two are missing in a row of the version before, which knew no cap. */
  @OptionalText(255) name: string | null;
  @Json({ nullable: true }) scopes: string[] | null;
  @Json({ nullable: true }) grantTypes: string[] | null;
  /** How many programs may register with it, and how many did. */
  @Count(1) uses: number;
  @Count() used: number;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
}
