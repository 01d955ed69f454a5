import { Entity, PrimaryColumn } from 'typeorm';
import { Json, Time } from '../database/columns.js';

/** A setting that an administrator changed; one that is missing here has its default. */
@Entity('setting')
export class SettingRow {
  @PrimaryColumn('varchar', { length: 64 }) key: string;
  @Json() value: { value: string | number | boolean | string[] };
  @Time() updatedAt: Date;
}
