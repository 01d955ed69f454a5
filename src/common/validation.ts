import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { isAboutKind, missing, RULES, sentenceOf } from './field-sentences.js';
import { type FieldFault, invalidFields, type Problem } from './problem.js';
import { STATE_RULES, type StateCheck, type StateRule } from './state-rule.js';

/** So many fields a body may have wrong before the others are not worth naming. */
const MOST = 100;

/**
 * What class-validator found, as one problem with one entry a field; fields whose rules need the
 * state of things are looked at too, so that nobody corrects one fault to meet the next.
 */
export function faultsWith(checks: Record<StateRule, StateCheck>) {
  return async (errors: ValidationError[]): Promise<Problem> => {
    const found = errors.slice(0, MOST).flatMap((error) => faultsOf(error, ''));
    const body = errors.find(({ target }) => target)?.target;
    const later = body ? await stateFaults(body, errors, checks) : [];
    return invalidFields([...found, ...later]);
  };
}

function faultsOf(error: ValidationError, prefix: string): FieldFault[] {
  const field = prefix + error.property;
  const nested = (error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`));
  const rule = firstRule(error);
  if (rule === undefined) return nested;
  return [{ field, message: messageOf(error, rule), code: codeOf(error, rule) }, ...nested];
}

/** The rule to speak of: first the kind of value, then what the field says in words of its own. */
function firstRule(error: ValidationError): string | undefined {
  const rules = Object.keys(error.constraints ?? {});
  return (
    rules.find(isAboutKind) ??
    rules.find((rule) => !RULES.includes(rule) || hasOwnWords(error, rule)) ??
    rules[0]
  );
}

function messageOf(error: ValidationError, rule: string): string {
  const { property, value, constraints = {} } = error;
  const isMissing = value === undefined || value === null;
  if (isMissing && rule !== 'whitelistValidation') return missing(property);
  if (hasOwnWords(error, rule)) return constraints[rule] ?? '';
  const metadata = metadataOf(error, rule);
  const sentence = sentenceOf(property, rule, metadata?.constraints ?? [], metadata?.each ?? false);
  return sentence ?? constraints[rule] ?? '';
}

function hasOwnWords(error: ValidationError, rule: string): boolean {
  return metadataOf(error, rule)?.message !== undefined;
}

function metadataOf({ target, property }: ValidationError, rule: string) {
  return target && rulesOf(target).find((m) => m.propertyName === property && m.name === rule);
}

/** The code that the rule was given as its context, else its own name: `isEmail` is `is_email`. */
function codeOf({ contexts }: ValidationError, rule: string): string {
  const given = (contexts?.[rule] as { code?: string } | undefined)?.code;
  return given ?? rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

async function stateFaults(
  body: object,
  errors: ValidationError[],
  checks: Record<StateRule, StateCheck>,
): Promise<FieldFault[]> {
  const wrong = new Set(errors.map(({ property }) => property));
  const faults: FieldFault[] = [];
  for (const { propertyName: field, name, constraints } of rulesOf(body)) {
    const rule = STATE_RULES.find((known) => known === name);
    const value = (body as Record<string, unknown>)[field];
    if (!rule || wrong.has(field) || value === undefined || value === null) continue;
    const fault = await checks[rule](value as never, ...(constraints as number[]));
    if (fault) faults.push({ field, code: fault[0], message: fault[1] });
  }
  return faults;
}

function rulesOf(body: object): ValidationMetadata[] {
  return getMetadataStorage().getTargetValidationMetadatas(body.constructor, '', false, false);
}
