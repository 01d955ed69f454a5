import { Entity, Index } from 'typeorm';
import { Id, Time } from '../../database/columns.js';

/** Something that counts once: a `jti` of an assertion or of a DPoP proof, as a digest. */
@Entity('used_once')
export class UsedOnceRow {
  @Id() digest: string;
  @Index('used_once_expires')
  @Time()
  expiresAt: Date;
}
