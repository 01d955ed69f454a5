import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Text, Time } from './columns.js';

/** One thing whose cached copies every instance must drop. */
@Entity('change')
export class Change {
  @PrimaryGeneratedColumn({ type: 'integer' }) id: number;
  /** What kind of thing: `app`, `user`, `role`, `grant`, … */
  @Text(32) kind: string;
  @Text(128) key: string;
  /** The writing transaction on PostgreSQL, where ids become visible out of order; else 0. */
  @Index('change_position')
  @Column('bigint')
  position: string;
  @Time() at: Date;
}
