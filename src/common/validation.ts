import type { ValidationError } from 'class-validator';
import { type FieldFault, invalidFields, type Problem } from './problem.js';

/** What class-validator found, as one problem that names every field. */
export function faultsOf(errors: ValidationError[]): Problem {
  return invalidFields(errors.flatMap((error) => flatten(error, '')));
}

function flatten(error: ValidationError, prefix: string): FieldFault[] {
  const field = prefix + error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message,
    code: codeOf(error, rule),
  }));
  const nested = (error.children ?? []).flatMap((child) => flatten(child, `${field}.`));
  return [...own, ...nested];
}

/** The code that the rule was given as its context, else its own name: `isEmail` is `is_email`. */
function codeOf({ contexts }: ValidationError, rule: string): string {
  const given = (contexts?.[rule] as { code?: string } | undefined)?.code;
  return given ?? rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
