import { Entity, Index } from 'typeorm';
import { Count, Id, Json, OptionalTime, Text, Time } from '../../database/columns.js';
import type { Dialect } from '../question.js';

/** A proxy that asks before it lets a request through. */
@Entity('gate')
export class Gate {
  @Id() id: string;
  @Index('gate_name', { unique: true })
  @Text(64)
  name: string;
  @Text(16) dialect: Dialect;
  /** Names of the APIs that it stands in front of. */
  @Json() apis: string[];
  /** How many elements from the right the client's address stands in `X-Forwarded-For`. */
  @Count(1) hops: number;
  /** When it asked last. */
  @OptionalTime() lastUsedAt: Date | null;
  @Time() createdAt: Date;
  @Time() updatedAt: Date;
}

/** A key by which a gate is known; a gate has a few while its configuration changes. */
@Entity('gate_key')
export class GateKey {
  @Id() id: string;
  @Index('gate_key_gate')
  @Text(64)
  gateId: string;
  /** Keyed digest of the key. */
  @Index('gate_key_digest', { unique: true })
  @Text(64)
  digest: string;
  /** The last four characters, so that people can tell two apart. */
  @Text(4) tail: string;
  @Time() createdAt: Date;
  @OptionalTime() expiresAt: Date | null;
}
