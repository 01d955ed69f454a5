import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { PageQuery, pageOf } from '../../common/page.js';
import { type Sort, SortField } from '../../common/sort-field.js';
import { GRANT_KINDS, type GrantKind } from '../../oauth/ports.js';

/** By what the list of live grants may be sorted. */
export const GRANT_ORDERS = ['created', 'expires'] as const;

/** The query of the list of live grants. */
export class GrantFilter extends PageQuery {
  @ApiPropertyOptional({ description: 'Only those of this person.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  userId?: string;

  @ApiPropertyOptional({ description: 'Only those of this app, by its key.' })
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  clientId?: string;

  @ApiPropertyOptional({
    enum: GRANT_KINDS,
    description: 'Only those that came about in this way.',
  })
  @OmittableField()
  @IsIn(GRANT_KINDS)
  kind?: GrantKind;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 36_500,
    description: 'Only those that got no new tokens for this many days. Among the newest 100,000.',
  })
  @OmittableField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36_500)
  notRenewedFor?: number;

  @SortField(GRANT_ORDERS)
  sort?: Sort<(typeof GRANT_ORDERS)[number]>;
}

/** A live grant: a family of tokens. */
export class GrantDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'How it came about, such as `login` or `password`.' }) kind: string;
  @ApiProperty({ description: 'The app’s key; `gatehouse` for a login without an app.' })
  clientId: string;
  @ApiProperty({ type: String, nullable: true }) appName: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Missing when an app acts for itself.',
  })
  userId: string | null;
  @ApiProperty({ type: String, nullable: true }) username: string | null;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: String, nullable: true }) account: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the account is called.' })
  accountName: string | null;
  @ApiProperty() createdAt: string;
  @ApiProperty() lastUsedAt: string;
  @ApiProperty() expiresAt: string;
}

export class GrantPage extends pageOf(GrantDto) {}
