import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, IsUrl, Matches, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { PageQuery, pageOf } from '../../common/page.js';
import { IsLines } from '../../common/text.js';
import { LONGEST_TEXT } from '../pages.rules.js';
import type { TermsVersion } from './terms.entity.js';

/** A version of the terms, without its texts. */
export class TermsDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: '2026-11' }) version: string;
  @ApiProperty({ type: String, nullable: true, description: 'Where they stand, if not here.' })
  link: string | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who published it.' })
  publishedBy: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) withdrawnAt: string | null;
  @ApiProperty({ description: 'Whether it is the version that has to be accepted now.' })
  inForce: boolean;
  @ApiProperty({ type: 'integer', description: 'How many users accepted it.' }) accepted: number;
}

/** A version of the terms. */
export class WholeTermsDto extends TermsDto {
  @ApiProperty({ description: 'Markdown; empty where they stand elsewhere.' }) markdownEn: string;
  @ApiProperty({ description: 'The same in French.' }) markdownFr: string;
}

/** One page of the versions. */
export class TermsPage extends pageOf(TermsDto) {}

/** A version to be published. */
export class CreateTermsDto {
  @ApiProperty({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$', example: '2026-11' })
  @IsString()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, {
    message: 'Use 1 to 32 letters, digits, dots, hyphens and underscores; begin with a letter or a digit.', // prettier-ignore
    context: { code: 'terms_version' },
  })
  version: string;

  @ApiPropertyOptional({ maxLength: 2048, example: 'https://example.com/terms/2026-11' })
  @OmittableField()
  @IsUrl(
    { protocols: ['https'], require_protocol: true, require_tld: false },
    { message: 'Write an address that begins with https://.', context: { code: 'terms_link' } },
  )
  @MaxLength(2048)
  link?: string;

  @ApiPropertyOptional({ maxLength: LONGEST_TEXT, description: 'Markdown.', example: '## Use' })
  @OmittableField()
  @IsLines(LONGEST_TEXT)
  markdownEn?: string;

  @ApiPropertyOptional({ maxLength: LONGEST_TEXT, description: 'The same in French.', example: '## Usage' }) // prettier-ignore
  @OmittableField()
  @IsLines(LONGEST_TEXT)
  markdownFr?: string;
}

/** Whose acceptances are wanted. */
export class AcceptanceFilter extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those of this user.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  userId?: string;
}

/** That a user accepted a version. */
export class AcceptanceDto {
  @ApiProperty() userId: string;
  @ApiProperty({ example: '2026-11' }) version: string;
  @ApiProperty({ format: 'date-time' }) acceptedAt: string;
}

/** One page of acceptances. */
export class AcceptancePage extends pageOf(AcceptanceDto) {}

/** Which version somebody accepts. */
export class AcceptTermsDto {
  @ApiProperty({ maxLength: 32, example: '2026-11' })
  @IsString()
  @MaxLength(32)
  version: string;
}

/** How I stand with the terms. */
export class OwnTermsDto {
  @ApiProperty({ type: String, nullable: true, description: 'The version in force, if any.' })
  version: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When you accepted it.' }) // prettier-ignore
  acceptedAt: string | null;
}

/** The answer's form of a version. */
export function toDto(
  row: Omit<TermsVersion, 'markdownEn' | 'markdownFr'>,
  { inForce, accepted, publishedBy }: Pick<TermsDto, 'inForce' | 'accepted' | 'publishedBy'>,
): TermsDto {
  const { id, version, link } = row;
  return {
    id,
    version,
    link,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    inForce,
    accepted,
  };
}
