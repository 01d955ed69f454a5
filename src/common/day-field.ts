import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, Matches } from 'class-validator';
import { OmittableField } from './omittable-field.js';

const DAY_MS = 86_400_000;

/** A parameter of a list that leaves what was on one day, as UTC counts it. */
export function DayField(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ format: 'date', example: '2026-11-28', description }),
    OmittableField(),
    IsISO8601({ strict: true }),
    Matches(/^\d{4}-\d\d-\d\d$/, { message: 'Use a date like 2026-11-28.' }),
  );
}

/** The first moment of a day and of the next one: milliseconds since 1970. */
export function startAndEnd(day: string): { from: number; to: number } {
  const from = Date.parse(`${day}T00:00:00Z`);
  return { from, to: from + DAY_MS };
}
