import { Entity, Index } from 'typeorm';
import { Flag, Id, Text, Time } from '../database/columns.js';

/** A scope that roles and apps may hold. */
@Entity('scope')
export class Scope {
  @Id() id: string;
  @Index('scope_name', { unique: true })
  @Text(128)
  name: string;
  /** One sentence for people: what it opens. */
  @Text(1000) description: string;
  /** Comes from the catalogue of operations, so it cannot be removed. */
  @Flag() system: boolean;
  @Time() createdAt: Date;
}
