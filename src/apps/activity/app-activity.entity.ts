import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Count, OptionalText, Time } from '../../database/columns.js';

/** The event of a token that was issued; every other event is an error code. */
export const ISSUED = 'issued';

/** What an app did in one hour, counted, so that the table grows by hours and not by requests. */
@Entity('app_activity')
export class AppActivity {
  @PrimaryColumn('varchar', { length: 64 }) appId: string;
  /** Hours since 1970. */
  @Index('app_activity_hour')
  @PrimaryColumn('integer')
  hour: number;
  /** `ISSUED`, or the error code of a failure. */
  @PrimaryColumn('varchar', { length: 48 }) event: string;
  /** The grant type, or the reason of a failure in words. */
  @PrimaryColumn('varchar', { length: 200 }) detail: string;
  @Count() times: number;
  @Time() lastAt: Date;
  @OptionalText(64) lastIp: string | null;
}
