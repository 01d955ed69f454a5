import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Language, LANGUAGES } from '../../common/language.js';
import { OmittableField } from '../../common/omittable-field.js';
import { PageQuery, pageOf } from '../../common/page.js';
import { PAGE_KINDS, type PageKind } from '../page.entity.js';

/** A page that the provider published, without its text. */
export class PublishedPageDto {
  @ApiProperty({ enum: PAGE_KINDS }) kind: PageKind;
  @ApiProperty({ example: 'first-steps' }) slug: string;
  @ApiProperty({
    enum: LANGUAGES,
    description: 'The one that was asked for, or another one where it is not written in that.',
  })
  language: Language;
  @ApiProperty({ enum: LANGUAGES, isArray: true, description: 'In which it is written.' })
  languages: Language[];
  @ApiProperty({ example: 'First steps' }) title: string;
  @ApiProperty({ description: 'How its text begins.' }) summary: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) publishedAt: string | null;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

/** A page that the provider published. */
export class WholePublishedPageDto extends PublishedPageDto {
  @ApiProperty({ description: 'Its text.' }) markdown: string;
}

/** One page of the list of published pages. */
export class PublishedPagesPage extends pageOf(PublishedPageDto) {}

/** In which language. */
export class LanguageQuery {
  @ApiPropertyOptional({
    enum: LANGUAGES,
    default: 'en',
    description:
      'The language of the reader; a page that is not written in it is shown in another.',
  })
  @OmittableField()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** Which published pages are wanted, and in which language. */
export class PublishedPagesQueryDto extends PageQuery {
  @ApiPropertyOptional({ enum: PAGE_KINDS, description: 'Only pages of this kind.' })
  @OmittableField()
  @IsIn(PAGE_KINDS)
  kind?: PageKind;

  @ApiPropertyOptional({
    enum: LANGUAGES,
    default: 'en',
    description:
      'The language of the reader; a page that is not written in it is shown in another.',
  })
  @OmittableField()
  @IsIn(LANGUAGES)
  language?: Language;
}
