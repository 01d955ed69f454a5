import { ValidateBy } from 'class-validator';

/** Rules that need to know the state of things, by name; `stateChecks` knows how they are checked. */
export const STATE_RULES = [
  'knownScopes',
  'knownRole',
  'knownPerson',
  'aheadOfNow',
  'allowedSchemes',
] as const;
export type StateRule = (typeof STATE_RULES)[number];

/** Which code and sentence a value deserves; nothing when it may pass. */
export type StateCheck = (
  value: never,
  ...limits: number[]
) => StateFault | undefined | Promise<StateFault | undefined>;
export type StateFault = [code: string, message: string];

/**
 * Marks a field that a service checks later. When other fields are wrong, the answer is given before
 * that, so it is looked at by this mark, for one answer to name all fields. It is carried as a rule
 * that always passes: classes that pick fields from others take over rules alone.
 */
export const Later = (rule: StateRule, ...limits: number[]) =>
  ValidateBy({ name: rule, constraints: limits, validator: { validate: () => true } });
