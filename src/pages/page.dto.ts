import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { WithEntityTag } from '../common/entity-tag.js';
import { type Language, LANGUAGES } from '../common/language.js';
import { OmittableField } from '../common/omittable-field.js';
import { PageQuery, pageOf } from '../common/page.js';
import { IsLine, IsLines } from '../common/text.js';
import { PAGE_KINDS, PAGE_STATES, type PageKind, type PageState } from './page.entity.js';
import { LAST_POSITION, LONGEST_TEXT, LONGEST_TITLE, type PageFacts, SLUG } from './pages.rules.js';

const SLUG_RULE =
  'Use 1 to 80 small letters, digits and hyphens; begin and end with a letter or a digit.';

/** A page of the provider in one language, without its text. */
export class PageDto {
  @ApiProperty() id: string;
  @ApiProperty({ enum: PAGE_KINDS }) kind: PageKind;
  @ApiProperty({ example: 'first-steps', description: 'The same in each language.' }) slug: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  @ApiProperty({ example: 'First steps' }) title: string;
  @ApiProperty({ description: 'How its text begins.' }) summary: string;
  @ApiProperty({ type: 'integer', description: 'Its place among the guides.' }) position: number;
  @ApiProperty({ enum: PAGE_STATES }) state: PageState;
  @ApiProperty({
    enum: ['portal', 'folder'],
    description: 'A page of the folder is a file of this instance, and is changed there.',
  })
  source: 'portal' | 'folder';
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) publishedAt: string | null;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who changed it last.' })
  updatedBy: string | null;
}

/** A page with its text. */
@WithEntityTag()
export class WholePageDto extends PageDto {
  @ApiProperty({ description: 'Its text.' }) markdown: string;
}

/** One page of the list of pages. */
export class PagesPage extends pageOf(PageDto) {}

/** Which pages are wanted. */
export class PagesQueryDto extends PageQuery {
  @ApiPropertyOptional({ enum: PAGE_KINDS, description: 'Only pages of this kind.' })
  @OmittableField()
  @IsIn(PAGE_KINDS)
  kind?: PageKind;

  @ApiPropertyOptional({ enum: PAGE_STATES, description: 'Only pages of this state.' })
  @OmittableField()
  @IsIn(PAGE_STATES)
  state?: PageState;
}

/** A page to be created. */
export class CreatePageDto {
  @ApiProperty({ enum: PAGE_KINDS, example: 'guide' }) @IsIn(PAGE_KINDS) kind: PageKind;

  @ApiProperty({ pattern: SLUG.source, example: 'first-steps' })
  @IsString()
  @Matches(SLUG, { message: SLUG_RULE, context: { code: 'page_slug' } })
  slug: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' }) @IsIn(LANGUAGES) language: Language;

  @ApiProperty({ maxLength: LONGEST_TITLE, example: 'First steps' })
  @IsLine(LONGEST_TITLE)
  title: string;

  @ApiPropertyOptional({
    maxLength: LONGEST_TEXT,
    default: '',
    description: 'Its text. HTML in it is shown as it is written.',
    example: '## Create an app',
  })
  @OmittableField()
  @IsLines(LONGEST_TEXT)
  markdown?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: LAST_POSITION, default: 0 })
  @OmittableField()
  @IsInt()
  @Min(0)
  @Max(LAST_POSITION)
  position?: number;

  @ApiPropertyOptional({ enum: PAGE_STATES, default: 'draft' })
  @OmittableField()
  @IsIn(PAGE_STATES)
  state?: PageState;
}

/** What changes about a page; its kind and its language stay. */
export class UpdatePageDto extends PartialType(
  OmitType(CreatePageDto, ['kind', 'language'] as const),
  { skipNullProperties: false },
) {}

/** The answer's form of a page. */
export function toDto(page: PageFacts, updatedBy: string | null): PageDto {
  const { changedBy: _, ...facts } = page;
  return {
    ...facts,
    publishedAt: facts.publishedAt?.toISOString() ?? null,
    updatedAt: facts.updatedAt.toISOString(),
    updatedBy,
  };
}
