import { Entity, Index } from 'typeorm';
import { Id, Text } from '../../database/columns.js';

/** A code that stands in for the second factor once; the row goes when it is used. */
@Entity('recovery_code')
export class RecoveryCode {
  /** Keyed digest of the code. */
  @Id() digest: string;
  @Index('recovery_code_user')
  @Text(64)
  userId: string;
}
