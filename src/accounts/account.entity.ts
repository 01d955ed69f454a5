import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Id, Text, Time } from '../database/columns.js';

/** The beginning of an account's id. */
export const ACCOUNT_PREFIX = 'acc_';

/** A customer of a partner: tokens may be restricted to it, and rows may belong to it. */
@Entity('account')
export class Account {
  @Id() id: string;
  @Index('account_name_in_order', { synchronize: false })
  @Text(255)
  name: string;
  @Index('account_owner')
  @Text(64)
  ownerId: string;
  @Time() createdAt: Date;
}

/** A person who may work in an account that is not theirs. */
@Entity('account_member')
export class AccountMember {
  @PrimaryColumn('varchar', { length: 64 }) accountId: string;
  @Index('account_member_user')
  @PrimaryColumn('varchar', { length: 64 })
  userId: string;
  @Time() createdAt: Date;
}
