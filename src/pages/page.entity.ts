import { Column, Entity, Index } from 'typeorm';
import type { Language } from '../common/language.js';
import { Count, Id, OptionalText, OptionalTime, Text, Time } from '../database/columns.js';

/** What a page is: one of the guides, or an entry of the changelog. */
export const PAGE_KINDS = ['guide', 'changelog'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Whether developers see it. */
export const PAGE_STATES = ['draft', 'published'] as const;
export type PageState = (typeof PAGE_STATES)[number];

/** A page of the provider that was written in the portal, in one language. */
@Entity('written_page')
@Index('written_page_address', ['kind', 'slug', 'language'], { unique: true })
export class WrittenPage {
  @Id() id: string;
  @Text(16) kind: PageKind;
  /** Its name in addresses; the same in each language. */
  @Text(80) slug: string;
  @Text(8) language: Language;
  @Text(200) title: string;
  /** Its text. */
  @Column('text') markdown: string;
  /** How it begins, without its markup. */
  @Text(200) summary: string;
  /** Where it stands among the guides, the lowest first. */
  @Count() position: number;
  @Text(16) state: PageState;
  /** When developers first saw it. */
  @OptionalTime() publishedAt: Date | null;
  /** The user who changed it last. */
  @OptionalText(64) changedBy: string | null;
  @Time() updatedAt: Date;
  @Time() createdAt: Date;
}
