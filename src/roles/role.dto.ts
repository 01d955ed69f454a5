import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { tagged, WithEntityTag } from '../common/entity-tag.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { pageOf, PageQuery } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { IsLines } from '../common/text.js';
import type { Role } from './role.entity.js';
import { IsScopeList } from '../scopes/scope-list.js';

const NAME_RULE =
  'The name must have 1 to 64 letters, digits, dots, hyphens, underscores, and spaces between them.';

/** What its holders may do. */
@WithEntityTag()
export class RoleDto {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'Consumer' }) name: string;
  @ApiProperty() description: string;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ description: 'Holds every scope, also those of operations to come.' })
  everything: boolean;
  @ApiProperty({ description: 'Comes with Gatehouse; cannot be removed or renamed.' })
  system: boolean;
  @ApiProperty({ type: 'integer', description: 'How many people have it.' }) users: number;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of roles. */
export class RolePage extends pageOf(RoleDto) {}

/** By what a list of roles may be sorted. */
export const ROLE_ORDERS = ['name', 'created'] as const;

/** Which roles, and in which order. */
export class RoleQuery extends PageQuery {
  @OnlyField('Only the roles that nobody has.')
  unused?: 'true';

  @SortField(ROLE_ORDERS)
  sort?: Sort<(typeof ROLE_ORDERS)[number]>;
}

/** Scopes that a role might have. */
export class RoleScopes {
  @ApiProperty({ type: [String] })
  @IsScopeList(500)
  scopes: string[];
}

/** A role to be created. */
export class CreateRoleDto {
  @ApiProperty({
    minLength: 1,
    maxLength: 64,
    description: 'Letters, digits, spaces, dots, dashes and underscores.',
    example: 'Dispatcher',
  })
  @Matches(/^(?! )[\p{L}\p{M}\p{N} ._-]{1,64}(?<! )$/u, { message: NAME_RULE })
  name: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @OmittableField()
  @IsLines(1000)
  description?: string;

  @ApiPropertyOptional({ type: [String] })
  @OmittableField()
  @IsScopeList(500)
  scopes?: string[];
}

/** What changes about a role. */
export class UpdateRoleDto extends PartialType(CreateRoleDto, { skipNullProperties: false }) {}

/** What a change of scopes would mean. */
export class RolePreview {
  @ApiProperty({ type: 'integer', description: 'How many people have the role.' })
  people: number;
  @ApiProperty({ type: [String], description: 'Scopes of operations that would open.' })
  gains: string[];
  @ApiProperty({ type: [String], description: 'Scopes of operations that would close.' })
  loses: string[];
}

/** The answer's form of a row. */
export function toDto(role: Role, scopes: string[], users: number): RoleDto {
  const { id, name, description, everything, system, createdAt } = role;
  const made = createdAt.toISOString();
  const answer = { id, name, description, scopes, everything, system, users, createdAt: made };
  return tagged(answer, role);
}
