import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Count, OptionalText, Text, Time } from '../../database/columns.js';

/** Refusals of one kind in one hour, counted: the table grows by hours and not by requests. */
@Entity('gate_refusal')
@Index('gate_refusal_app', ['appKey', 'lastAt'])
export class GateRefusal {
  /** Digest of all that makes the kind. */
  @PrimaryColumn('varchar', { length: 64 }) kind: string;
  /** Hours since 1970. */
  @Index('gate_refusal_hour')
  @PrimaryColumn('integer')
  hour: number;
  @Text(64) gateId: string;
  @Text(31) api: string;
  @OptionalText(128) operation: string | null;
  @Text(20) method: string;
  /** The template, never the raw path. */
  @OptionalText(4096) path: string | null;
  @Count() status: number;
  @Text(48) code: string;
  @Text(200) reason: string;
  /** Whose request it was, as far as the credential told. */
  @OptionalText(512) appKey: string | null;
  @Text(16) credential: string;
  @OptionalText(8) tail: string | null;
  /** Whether it was let through, since the API was only observed. */
  @Text(16) outcome: string;
  @Count() times: number;
  @Index('gate_refusal_last')
  @Time()
  lastAt: Date;
}
