import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { Optional } from '../common/optional.js';
import { PageQuery } from '../common/page.js';
import type { AppStatus } from './app.entity.js';

const STATUSES: AppStatus[] = ['active', 'pending', 'disabled'];

/** Which of one's own apps. */
export class OwnAppQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES }) @Optional() @IsIn(STATUSES) status?: AppStatus;

  @ApiPropertyOptional({ description: 'Only the apps of this account.' })
  @Optional()
  @IsString()
  @MaxLength(64)
  accountId?: string;
}

/** Which apps, for administrators. */
export class AppQuery extends OwnAppQuery {
  @ApiPropertyOptional({ description: 'Only the apps of this person.' })
  @Optional()
  @IsString()
  @MaxLength(64)
  ownerId?: string;
}
