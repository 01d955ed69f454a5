import { Entity, PrimaryColumn } from 'typeorm';
import { Count } from '../database/columns.js';

/** How many users or apps were created on a day that is over, those that are gone by now included. */
@Entity('created_count')
export class CreatedCount {
  @PrimaryColumn('varchar', { length: 16 }) kind: 'people' | 'apps';
  /** Days since 1970 (UTC). */
  @PrimaryColumn('integer')
  day: number;
  @Count() times: number;
}
