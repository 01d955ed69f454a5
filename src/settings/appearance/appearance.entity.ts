import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Json, Text, Time } from '../../database/columns.js';
import type { Face, ImageKind } from './appearance.rules.js';

/** What the provider chose of its face; one row at most. */
@Entity('appearance')
export class Appearance {
  @PrimaryColumn('varchar', { length: 16 }) id: string;
  @Json() face: Partial<Face>;
  @Time() updatedAt: Date;
}

/** An image of the provider's. */
@Entity('appearance_image')
export class AppearanceImage {
  @PrimaryColumn('varchar', { length: 16 }) kind: ImageKind;
  /** Of its bytes; the end of its address. */
  @Text(64) digest: string;
  @Text(32) mediaType: string;
  /** In base64. */
  @Column('text') data: string;
}
