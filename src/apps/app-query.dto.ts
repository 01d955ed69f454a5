import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { DayField } from '../common/day-field.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { PageQuery } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { type AppStatus, type AppType, STATUSES, TYPES } from './app.entity.js';

/** By what a list of apps may be sorted. */
export const APP_ORDERS = ['name', 'created'] as const;

/** Which of one's own apps, and in which order. */
export class OwnAppQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES, description: 'Only the apps of this status.' })
  @OmittableField()
  @IsIn(STATUSES)
  status?: AppStatus;

  @ApiPropertyOptional({ description: 'Only the apps of this account.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  accountId?: string;

  @OnlyField('Only the apps that got no token in the last 90 days. Among the newest 100,000.')
  unused?: 'true';

  @SortField(APP_ORDERS)
  sort?: Sort<(typeof APP_ORDERS)[number]>;
}

/** Which apps, and in which order, for administrators. */
export class AppQuery extends OwnAppQuery {
  @ApiPropertyOptional({ description: 'Only the apps of this person.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  ownerId?: string;

  @ApiPropertyOptional({
    enum: TYPES,
    description: 'Only the apps of this type. Among the newest 100,000.',
  })
  @OmittableField()
  @IsIn(TYPES)
  type?: AppType;

  @DayField('Only the apps that were made on this day.')
  createdOn?: string;

  @ApiPropertyOptional({
    description: 'Only the apps that name exactly this scope. Among the newest 100,000.',
  })
  @OmittableField()
  @IsString()
  @MaxLength(128)
  scope?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 36_500,
    description:
      'Only the apps that have a live secret older than this many days. Among the newest 100,000.',
  })
  @OmittableField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36_500)
  secretOlderThan?: number;
}
