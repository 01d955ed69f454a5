import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { OmittableField } from '../common/omittable-field.js';
import { PageQuery, pageOf } from '../common/page.js';

/** What is brought back by itself. */
export const SHOWN_KINDS = ['user', 'app'] as const;

/** Something that was removed and can be brought back. */
export class BinItemDto {
  @ApiProperty({ description: 'The id that it had, and gets back.' }) id: string;
  @ApiProperty({ enum: SHOWN_KINDS }) kind: (typeof SHOWN_KINDS)[number];
  @ApiProperty({ description: 'The name of the app, or the user name.' }) name: string;
  @ApiProperty({ description: 'Whose it was; empty for nobody’s app.' }) ownerId: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The owner’s user name; nothing when the owner is gone too.',
  })
  owner: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who removed it.' })
  removedById: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Their user name; nothing when they are gone too.',
  })
  removedBy: string | null;
  @ApiProperty({ format: 'date-time' }) removedAt: string;
  @ApiProperty({ format: 'date-time', description: 'From then on it is gone for good.' })
  until: string;
}

/** One page of the bin. */
export class BinPage extends pageOf(BinItemDto) {}

/** Why it cannot be brought back now. */
export class BinObstacleDto {
  @ApiProperty({ example: 'owner_missing' }) code: string;
  @ApiProperty() detail: string;
}

/** What bringing it back does. Credentials, sessions and tokens stay ended in any case. */
export class BinPreviewDto extends BinItemDto {
  @ApiProperty({ type: 'integer', description: 'Accounts that come back with a user.' })
  accounts: number;
  @ApiProperty({ type: 'integer', description: 'Apps that come back with a user.' })
  apps: number;
  @ApiProperty({
    type: [String],
    description: 'Names of apps that stay in the bin, since something that they need is missing.',
  })
  remaining: string[];
  @ApiProperty({ type: [String], description: 'Scopes of apps that there are no longer.' })
  lostScopes: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The id of the role that the user gets, when theirs is gone.',
  })
  roleId: string | null;
  @ApiProperty({
    type: BinObstacleDto,
    nullable: true,
    description: 'Why it cannot be brought back now.',
  })
  obstacle: BinObstacleDto | null;
}

/** What of the bin. */
export class BinFilter extends PageQuery {
  @ApiPropertyOptional({ enum: SHOWN_KINDS, description: 'Only removed users, or apps.' })
  @OmittableField()
  @IsIn(SHOWN_KINDS)
  kind?: (typeof SHOWN_KINDS)[number];
}
