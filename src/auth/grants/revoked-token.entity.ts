import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Time } from '../../database/columns.js';

/** An access token that was revoked alone, until it would have expired. */
@Entity('ended_token')
export class RevokedToken {
  @PrimaryColumn('varchar', { length: 255 }) jti: string;
  @Index('ended_token_expires')
  @Time()
  expiresAt: Date;
}
