import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Optional } from '../common/optional.js';
import { PageQuery } from '../common/page.js';

const KINDS = ['system', 'own'] as const;

/** Which scopes, for administrators. */
export class ScopeQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: KINDS,
    description: 'Only the ones that operations need, or only the ones that were made.',
  })
  @Optional()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];
}
