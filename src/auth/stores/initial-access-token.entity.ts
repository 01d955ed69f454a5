import { Entity } from 'typeorm';
import { Id, Text, Time } from '../../database/columns.js';

/** Lets a program register itself (RFC 7591 §3) in the name of the person who made it. */
@Entity('initial_access_token')
export class InitialAccessToken {
  @Id() id: string;
  /** Keyed digest of the token. */
  @Text(64) digest: string;
  @Text(64) userId: string;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
}
