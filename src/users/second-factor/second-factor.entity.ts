import { Entity } from 'typeorm';
import { Count, Id, OptionalTime, Text, Time } from '../../database/columns.js';

/** A person's TOTP (RFC 6238); it counts once it is confirmed. */
@Entity('second_factor')
export class SecondFactor {
  @Id() userId: string;
  /** Sealed under the master key. */
  @Text(255) sealedSecret: string;
  @OptionalTime() confirmedAt: Date | null;
  /** The last time step used, so that a code works once. */
  @Count() lastStep: number;
  @Time() createdAt: Date;
}
