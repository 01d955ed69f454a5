import { Entity, PrimaryColumn } from 'typeorm';
import { Count } from '../../database/columns.js';

/** A person or an app whose grants have ended, as long as not all of them are marked. */
@Entity('ended_holder')
export class EndedHolder {
  /** The column of a grant that names it. */
  @PrimaryColumn('varchar', { length: 16 }) column: 'userId' | 'clientId';
  @PrimaryColumn('varchar', { length: 64 }) key: string;
  /** Grants of an earlier epoch have ended. */
  @Count() epoch: number;
}
