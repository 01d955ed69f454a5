import type { ValidationError } from 'class-validator';
import { type FieldFault, invalidFields, type Problem } from './problem.js';

/** What class-validator found, as one problem that names every field. */
export function faultsOf(errors: ValidationError[]): Problem {
  return invalidFields(errors.flatMap((error) => flatten(error, '')));
}

function flatten(error: ValidationError, prefix: string): FieldFault[] {
  const field = prefix + error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  const nested = (error.children ?? []).flatMap((child) => flatten(child, `${field}.`));
  return [...own, ...nested];
}
