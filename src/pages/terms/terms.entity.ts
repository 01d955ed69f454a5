import { Column, Entity, Index } from 'typeorm';
import { Id, OptionalText, OptionalTime, Text, Time } from '../../database/columns.js';

/** One version of the terms of use. It never changes: what somebody accepted can be read for ever. */
@Entity('terms_version')
export class TermsVersion {
  @Id() id: string;
  @Index('terms_version_name', { unique: true })
  @Text(32)
  version: string;
  /** Where they stand, when they do not stand here. */
  @OptionalText(2048) link: string | null;
  /** Markdown; empty where they are not written in this language. */
  @Column('text') markdownEn: string;
  @Column('text') markdownFr: string;
  @OptionalText(64) publishedBy: string | null;
  @Time() publishedAt: Date;
  /** Since when nobody has to accept it any more. */
  @OptionalTime() withdrawnAt: Date | null;
}

/** That a user accepted a version. */
@Entity('terms_acceptance')
@Index('terms_acceptance_user', ['userId', 'termsId'], { unique: true })
export class TermsAcceptance {
  @Id() id: string;
  @Text(64) userId: string;
  @Index('terms_acceptance_terms')
  @Text(64)
  termsId: string;
  @Text(32) version: string;
  @Time() acceptedAt: Date;
}
