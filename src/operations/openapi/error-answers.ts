import type { OperationEntry } from '../catalogue.js';
import {
  type Answer,
  type Described,
  type Reference,
  resolved,
  type Schemas,
} from './described.js';
import { OAUTH_ERRORS, PROBLEMS } from './error-components.js';

/** What is known of an operation, and decides how it can fail. */
export interface Facts {
  entry: OperationEntry;
  described: Described;
  schemas: Schemas;
  /** Whether errors are written as RFC 6749 §5.2 wants. */
  isProtocol: boolean;
}

/** Members of a body that somebody could guess: tries are counted. */
const GUESSABLE = ['oldPassword', 'otp', 'code', 'userCode'];
/** Members of a body that stand in place of a token. */
const CREDENTIALS = ['otp', 'refresh_token'];

/**
 * How an operation can fail, as answers of the document. What the guard, the body, the parameters and
 * the precondition imply is written here for all operations; a handler declares only what none of
 * them implies, and gets the schema of the error from here.
 */
export function errorAnswers(facts: Facts): Record<string, Reference | Answer> {
  const errors = facts.isProtocol ? OAUTH_ERRORS : PROBLEMS;
  const implied = impliedBy(facts).map((status) => [status, referTo(errors.answers[status])]);
  const declared = Object.entries(facts.described.responses ?? {}).flatMap(([status, answer]) =>
    /^[45]/.test(status) && answer ? [[status, { content: errors.content, ...answer }]] : [],
  );
  return Object.fromEntries([...implied, ...declared]) as Record<string, Reference | Answer>;
}

function impliedBy(facts: Facts): number[] {
  const { described, isProtocol } = facts;
  // A browser is shown pages there, which the handler describes.
  if (described.responses?.['303']) return [429];
  return isProtocol
    ? [400, 401, 413, 429, 503]
    : STATUSES.filter((status) => RULES[status]?.(facts));
}

const has = (facts: Facts, place: string, name?: string) =>
  (facts.described.parameters ?? []).some(
    (each) => each.in === place && (name === undefined || each.name === name),
  );
const takes = (facts: Facts, members: string[]) =>
  members.some((member) => member in bodyOf(facts));
const isChange = ({ entry }: Facts) => entry.method === 'POST' || entry.method === 'PUT';

/** When an operation answers which status, outside of the protocol. */
const RULES: Record<number, (facts: Facts) => boolean> = {
  // The address and the headers alone can be malformed.
  400: () => true,
  401: (facts) => !facts.entry.public || takes(facts, CREDENTIALS),
  403: ({ entry }) => !entry.public,
  404: (facts) => has(facts, 'path') || has(facts, 'header', 'X-Account'),
  // A limit or a name that is taken; or the state of what others depend on.
  409: (facts) =>
    !facts.entry.public &&
    ('201' in (facts.described.responses ?? {}) || has(facts, 'header', 'If-Match')),
  412: (facts) => has(facts, 'header', 'If-Match'),
  413: ({ described }) => described.requestBody !== undefined,
  415: ({ described }) => described.requestBody !== undefined,
  429: (facts) =>
    has(facts, 'query', 'startIndex') ||
    takes(facts, GUESSABLE) ||
    (facts.entry.public && isChange(facts)),
  503: (facts) => !facts.entry.public || isChange(facts),
};
const STATUSES = Object.keys(RULES).map(Number);

function bodyOf({ described, schemas }: Facts): object {
  const [content] = Object.values(described.requestBody?.content ?? {});
  return resolved(content?.schema, schemas).properties ?? {};
}

function referTo(answer: { name: string } | undefined): Reference {
  return { $ref: `#/components/responses/${answer?.name ?? ''}` };
}
