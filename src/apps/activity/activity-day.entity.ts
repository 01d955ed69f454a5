import { Entity, PrimaryColumn } from 'typeorm';
import { Sum } from '../../database/columns.js';

/** What all apps together did on one day, those that are gone by now included. */
@Entity('activity_day')
export class ActivityDay {
  /** Days since 1970 (UTC). */
  @PrimaryColumn('integer')
  day: number;
  /** Tokens issued. */
  @Sum() issued: number;
  /** Token requests refused. */
  @Sum() failed: number;
}
