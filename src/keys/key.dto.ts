import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { OVERLAPS, type Overlap } from '../apps/secrets/app-secret.dto.js';
import { OmittableField } from '../common/omittable-field.js';
import { pageOf } from '../common/page.js';
import { Later } from '../common/state-rule.js';
import { IsLine } from '../common/text.js';
import { IsTime } from '../common/time.js';
import { IsScopeList } from '../scopes/scope-list.js';

/** An end that is farther away was mistyped. */
export const LONGEST_DAYS = 36_500;

/** A live API key, without the key. */
export class ApiKeyDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its last four characters; null for a key that was imported.',
  })
  tail: string | null;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty() createdAt: string;
  @ApiProperty({ type: String, nullable: true }) expiresAt: string | null;
  @ApiProperty({ type: String, nullable: true }) lastUsedAt: string | null;
}

export class ApiKeyPage extends pageOf(ApiKeyDto) {}

/** A new API key; the only answer that shows it. */
export class CreatedApiKeyDto extends ApiKeyDto {
  @ApiProperty({ description: 'Shown once.' }) key: string;
}

/** The successor of a key. */
export class RotatedApiKeyDto extends CreatedApiKeyDto {
  @ApiProperty({ description: 'When the old key ends.' }) previousExpiresAt: string;
}

/** A key that was imported, or was there already. */
export class ImportedApiKeyDto extends ApiKeyDto {
  @ApiProperty() appId: string;
}

/** What a developer asks for. */
export class CreateApiKeyDto {
  @ApiProperty({ maxLength: 255, example: 'Nightly export' })
  @IsLine(255)
  name: string;

  @ApiProperty({ type: [String], description: 'Scopes of the app.' })
  @IsScopeList(100, { least: 1 })
  scopes: string[];

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Without it, it has no end.' })
  @IsOptional()
  @IsTime()
  @Later('aheadOfNow', LONGEST_DAYS)
  expiresAt?: string | null;
}

/** How long the old key lives on. */
export class RotateApiKeyDto {
  @ApiPropertyOptional({ enum: OVERLAPS, default: 'now' })
  @OmittableField()
  @IsIn(OVERLAPS)
  overlap?: Overlap;
}

/** A key that a caller of the API holds already. */
export class ImportApiKeyDto extends CreateApiKeyDto {
  @ApiProperty({ description: 'SHA-256 of the key, in 64 small hexadecimal digits.' })
  @IsString()
  @Matches(/^[0-9a-f]{64}$/, { message: 'Write SHA-256 in 64 small hexadecimal digits.' })
  sha256: string;

  @ApiProperty({ description: 'The app that the key acts as.' })
  @IsString()
  @MaxLength(64)
  appId: string;
}
