import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Optional } from '../common/optional.js';
import { PageQuery } from '../common/page.js';

/** Which accounts, for administrators. */
export class AccountQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the accounts of this person.' })
  @Optional()
  @IsString()
  @MaxLength(64)
  ownerId?: string;
}
