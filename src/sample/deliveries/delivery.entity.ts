import { Entity, Index } from 'typeorm';
import { Id, Text, Time } from '../../database/columns.js';

export type DeliveryStatus = 'open' | 'done' | 'cancelled';

/** A row of the sample API. */
@Entity('delivery')
@Index('delivery_in_order', ['owner', 'createdAt', 'id'])
export class Delivery {
  @Id() id: string;
  /** The account, app or person it belongs to. */
  @Index('delivery_owner')
  @Text(64)
  owner: string;
  @Text(255) title: string;
  @Text(4096) comments: string;
  @Text(16) status: DeliveryStatus;
  @Time() createdAt: Date;
  @Time() updatedAt: Date;
}
