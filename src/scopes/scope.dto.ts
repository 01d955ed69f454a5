import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { tagged, WithEntityTag } from '../common/entity-tag.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { PageQuery, pageOf } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { IsLines } from '../common/text.js';
import type { Scope } from './scope.entity.js';

const KINDS = ['system', 'own'] as const;

const NAME_RULE = 'The name must have 1 to 128 letters, digits, or characters of _.:-.';

/** A scope that roles and apps may hold. */
@WithEntityTag()
export class ScopeDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'backend.role.update' }) name: string;
  @ApiProperty({ description: 'What it opens, for people.' }) description: string;
  @ApiProperty({ description: 'Needed by operations; cannot be removed or renamed.' })
  system: boolean;
  @ApiProperty({ description: 'Whether the description is ours: nobody wrote another one.' })
  generated: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** By what a list of scopes may be sorted. */
export const SCOPE_ORDERS = ['name', 'created'] as const;

/** Which scopes, for administrators. */
export class ScopeFilter extends PageQuery {
  @ApiPropertyOptional({
    enum: KINDS,
    description: 'Only the ones that operations need, or only the ones that were made.',
  })
  @OmittableField()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];

  @OnlyField('Only the scopes that no role holds, a role with everything apart.')
  unheld?: 'true';

  @SortField(SCOPE_ORDERS)
  sort?: Sort<(typeof SCOPE_ORDERS)[number]>;
}

/** One page of scopes. */
export class ScopePage extends pageOf(ScopeDto) {}

/** A scope to be created, for operations that live behind another server. */
export class CreateScopeDto {
  @ApiProperty({ pattern: '^[A-Za-z0-9_.:-]{1,128}$', example: 'routes.read' })
  @Matches(/^[A-Za-z0-9_.:-]{1,128}$/, { message: NAME_RULE })
  name: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @OmittableField()
  @IsLines(1000)
  description?: string;
}

/** What changes about a scope. */
export class UpdateScopeDto extends PartialType(CreateScopeDto, { skipNullProperties: false }) {}

/** The answer's form of a row. */
export function toDto(scope: Scope, generated: boolean): ScopeDto {
  return tagged({ ...scope, generated, createdAt: scope.createdAt.toISOString() }, scope);
}
