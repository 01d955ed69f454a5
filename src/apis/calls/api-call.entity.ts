import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Count } from '../../database/columns.js';

/** How often an app called an operation in one hour: the table grows by hours, and not by requests. */
@Entity('api_call')
@Index('api_call_app', ['appKey', 'hour'])
export class ApiCall {
  @PrimaryColumn('varchar', { length: 64 }) apiId: string;
  /** Hours since 1970. */
  @Index('api_call_hour')
  @PrimaryColumn('integer')
  hour: number;
  @PrimaryColumn('varchar', { length: 128 }) operation: string;
  @PrimaryColumn('varchar', { length: 64 }) appKey: string;
  /** `allowed` or `refused`. */
  @PrimaryColumn('varchar', { length: 8 }) outcome: string;
  @Count() times: number;
}
