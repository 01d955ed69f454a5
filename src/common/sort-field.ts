import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { OmittableField } from './omittable-field.js';

/** A column that a list is sorted by; with a minus in front, the other way round. */
export type Sort<C extends string> = C | `-${C}`;

/** The parameter `sort` of a list, which takes a column of these alone: each has an index. */
export function SortField(columns: readonly string[]): PropertyDecorator {
  const all = columns.flatMap((column) => [column, `-${column}`]);
  return applyDecorators(
    ApiPropertyOptional({
      enum: all,
      description: 'By what it is sorted; with a minus, from the last to the first.',
    }),
    OmittableField(),
    IsIn(all),
  );
}
