import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** How long a replaced secret lives on. */
export type Overlap = 'now' | '1h' | '24h' | '7d';

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
  @ApiPropertyOptional({ enum: ['now', '1h', '24h', '7d'], default: 'now' })
  @IsOptional()
  @IsIn(['now', '1h', '24h', '7d'])
  overlap?: Overlap;
}

/** A new secret; shown once. */
export class CreatedSecretDto {
  @ApiPropertyOptional({ description: 'Made for the owner alone.' }) appSecret?: string;
  @ApiProperty({ type: String, nullable: true, description: 'When the old one ends.' })
  previousExpiresAt: string | null;
}
