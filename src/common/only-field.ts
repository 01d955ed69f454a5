import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { OmittableField } from './omittable-field.js';

/** A parameter of a list that leaves only what its description says; it is `true` or not there. */
export function OnlyField(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ enum: ['true'], description }),
    OmittableField(),
    IsIn(['true']),
  );
}
