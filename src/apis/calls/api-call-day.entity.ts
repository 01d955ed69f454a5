import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Sum } from '../../database/columns.js';

/**
 * The calls of one day (UTC): of one operation by one app, of one operation by all (no app), and of one
 * app to all (no API and no operation). So each question reads rows of its own kind alone.
 */
@Entity('api_call_day')
@Index('api_call_day_app', ['appKey', 'day'])
@Index('api_call_day_operation', ['operation', 'day'])
export class ApiCallDay {
  /** Days since 1970. */
  @PrimaryColumn('integer')
  day: number;
  @PrimaryColumn('varchar', { length: 64 }) apiId: string;
  @PrimaryColumn('varchar', { length: 128 }) operation: string;
  @PrimaryColumn('varchar', { length: 64 }) appKey: string;
  /** `allowed` or `refused`. */
  @PrimaryColumn('varchar', { length: 8 }) outcome: string;
  @Sum() times: number;
}
