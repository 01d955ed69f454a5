import { Entity, Index } from 'typeorm';
import { Flag, Id, Json, Text, Time } from '../database/columns.js';

/** What its holders may do. */
@Entity('role')
export class Role {
  @Id() id: string;
  @Index('role_name', { unique: true })
  @Text(64)
  name: string;
  @Text(1000) description: string;
  @Json() scopes: string[];
  /** Seeded; cannot be removed. */
  @Flag() system: boolean;
  /** Holds every scope there is, also the ones that operations bring later. */
  @Flag() everything: boolean;
  @Time() createdAt: Date;
}
