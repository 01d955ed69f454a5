import { Entity, PrimaryColumn } from 'typeorm';
import { Json, Time } from '../../database/columns.js';

/** What a person allowed an app, so that they are not asked again. */
@Entity('consent')
export class ConsentRow {
  @PrimaryColumn('varchar', { length: 64 }) userId: string;
  @PrimaryColumn('varchar', { length: 512 }) clientId: string;
  @Json() scope: string[];
  @Time() updatedAt: Date;
}
