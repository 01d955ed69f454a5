import { Entity, PrimaryColumn } from 'typeorm';
import { Count } from '../database/columns.js';

/** How many users or apps of one day are gone by now, so that the past keeps its figures. */
@Entity('removed_count')
export class RemovedCount {
  @PrimaryColumn('varchar', { length: 16 }) kind: 'people' | 'apps';
  /** Days since 1970: when they were created. */
  @PrimaryColumn('integer')
  day: number;
  @Count() times: number;
}
