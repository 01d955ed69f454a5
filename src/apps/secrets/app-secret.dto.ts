import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

const HOUR_MS = 3_600_000;

/** How long what was replaced lives on. */
export const OVERLAP_MS = {
  now: 0,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
};

export type Overlap = keyof typeof OVERLAP_MS;

export const OVERLAPS = Object.keys(OVERLAP_MS) as Overlap[];

/** A live secret, without the secret. */
export class AppSecretDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'Its last four characters.' }) tail: string;
  @ApiProperty() createdAt: string;
  @ApiProperty({ type: String, nullable: true }) expiresAt: string | null;
  @ApiProperty({ type: String, nullable: true }) lastUsedAt: string | null;
}

/** How long the old secret lives on. */
export class CreateSecretDto {
  @ApiPropertyOptional({ enum: OVERLAPS, default: 'now' })
  @IsOptional()
  @IsIn(OVERLAPS)
  overlap?: Overlap;
}

/** A new secret; shown once. */
export class CreatedSecretDto {
  @ApiPropertyOptional({ description: 'Made for the owner alone.' }) appSecret?: string;
  @ApiProperty({ type: String, nullable: true, description: 'When the old one ends.' })
  previousExpiresAt: string | null;
}
