import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { OnlyField } from '../../common/only-field.js';
import { PageQuery, pageOf } from '../../common/page.js';
import { type Sort, SortField } from '../../common/sort-field.js';
import { IsLine } from '../../common/text.js';
import type { ImportedOperation } from '../api.entity.js';
import { IsScopeList } from '../../scopes/scope-list.js';

const ACCESS = ['private', 'public'] as const;

/** An operation of an imported API, and who may call it. */
export class ImportedOperationDto {
  @ApiProperty({ example: 'payments.charges.create' }) name: string;
  @ApiProperty({ example: 'POST' }) method: string;
  @ApiProperty({ example: '/v1/charges', description: 'The whole path, as the gate sees it.' })
  path: string;
  @ApiProperty({ example: 'Create a charge' }) summary: string;
  @ApiProperty({ enum: ACCESS }) access: (typeof ACCESS)[number];
  @ApiProperty({ type: [String], description: 'All of them are needed; none when it is public.' })
  scopes: string[];
  @ApiProperty({ description: 'Whether the document would have it open; that opens nothing.' })
  proposedPublic: boolean;
  @ApiProperty({ type: [String], description: 'Former names that still open it.' })
  aliases: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Why it was opened.' })
  reason: string | null;
}

/** One page of operations. */
export class ImportedOperationPage extends pageOf(ImportedOperationDto) {}

/** By what a list of operations may be sorted. */
export const OPERATION_ORDERS = ['name', 'path'] as const;

/** Which operations, and in which order. */
export class ImportedOperationQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ACCESS,
    description: 'Only the closed ones, or only the open ones.',
  })
  @OmittableField()
  @IsIn(ACCESS)
  access?: (typeof ACCESS)[number];

  @OnlyField('Only the ones that no role opens, a role with everything apart.')
  unheld?: 'true';

  @SortField(OPERATION_ORDERS)
  sort?: Sort<(typeof OPERATION_ORDERS)[number]>;
}

/** Who may call an operation from now on. */
export class UpdateImportedOperationDto {
  @ApiProperty({ enum: ACCESS, example: 'private' })
  @IsIn(ACCESS)
  access: (typeof ACCESS)[number];

  @ApiPropertyOptional({
    type: [String],
    description: 'All of them are needed, in place of its name; an empty list is its name again.',
  })
  @OmittableField()
  @IsScopeList(20)
  scopes?: string[];

  @ApiPropertyOptional({
    maxLength: 1000,
    description: 'Why; required to open it to everyone, and kept in the audit log.',
    example: 'The status page calls it.',
  })
  @OmittableField()
  @IsLine(1000)
  reason?: string;
}

/** What might change about who may call an operation. */
export class OperationAccess extends PickType(UpdateImportedOperationDto, [
  'access',
  'scopes',
  'reason',
]) {}

/** The answer's form of a row. */
export function toDto(operation: ImportedOperation): ImportedOperationDto {
  const { name, method, path, summary, scopes, proposedPublic, aliases, reason } = operation;
  return {
    name,
    method,
    path,
    summary,
    access: operation.public ? 'public' : 'private',
    scopes: operation.public ? [] : (scopes ?? [name]),
    proposedPublic,
    aliases,
    reason,
  };
}
