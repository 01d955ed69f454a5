import { Entity, Index } from 'typeorm';
import { Id, Text, Time } from '../../database/columns.js';

export type TaskStatus = 'open' | 'done' | 'cancelled';

/** A row of the sample API. */
@Entity('task')
@Index('task_in_order', ['owner', 'createdAt', 'id'])
export class Task {
  @Id() id: string;
  /** The account, app or person it belongs to. */
  @Index('task_owner')
  @Text(64)
  owner: string;
  @Text(255) title: string;
  @Text(4096) comments: string;
  @Text(16) status: TaskStatus;
  @Time() createdAt: Date;
  @Time() updatedAt: Date;
}
