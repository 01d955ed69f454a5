/** One field that did not pass, by its name in the request. */
export interface FieldFault {
  field: string;
  message: string;
  /** Which rule it broke; stable, unlike the message. */
  code: string;
}

/** Titles by status; the `code` tells the cases of one status apart. */
const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  428: 'Preview needed',
  429: 'Too many requests',
  431: 'Too large',
  500: 'Server error',
  503: 'Not available',
};

/**
 * Carries a refusal to the client, written as RFC 9457. Three audiences: the client's code reads
 * `code`, its developer reads `detail`, our operator reads `cause` in the log and nobody else does.
 * It captures no stack: a refusal is an answer, not a failure.
 */
export class Problem {
  headers: Record<string, string> = {};
  errors?: FieldFault[];
  cause?: unknown;
  /** Further members, for the client's code (RFC 9457 §3.2). */
  members?: Record<string, unknown>;

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    more: Partial<Pick<Problem, 'headers' | 'errors' | 'cause' | 'members'>> = {},
  ) {
    Object.assign(this, more);
  }

  /** The body of the answer. */
  toBody(requestId?: string): Record<string, unknown> {
    return {
      type: 'about:blank',
      title: TITLES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...this.members,
      ...(this.errors && { errors: this.errors }),
      ...(requestId && { requestId }),
    };
  }
}

/** 400: a field that did not pass, the rule that it broke, and the reason for people. */
export function invalid(field: string, code: string, message: string): Problem {
  return invalidFields([{ field, message, code }]);
}

/** 400: several fields at once. */
export function invalidFields(errors: FieldFault[]): Problem {
  const names = errors.map((error) => error.field).join(', ');
  return new Problem(400, 'validation_failed', `Please correct: ${names}.`, { errors });
}

/** Refuses the fields that have a fault, all at once. @throws Problem 400 */
export function refuse(found: Record<string, [code: string, message: string] | undefined>): void {
  const faults = Object.entries(found).flatMap(([field, fault]) =>
    fault ? [{ field, code: fault[0], message: fault[1] }] : [],
  );
  if (faults.length > 0) throw invalidFields(faults);
}

/** 404: there is no such object, or it is a stranger's; the two look the same. */
export function notFound(what: string): Problem {
  return new Problem(404, 'not_found', `There is no such ${what}.`);
}

/**
 * 409: the request is fine, the state of things forbids it.
 * @param field the one that would have to be another, when there is one
 */
export function conflict(code: string, detail: string, field?: string): Problem {
  const errors = field === undefined ? undefined : [{ field, message: detail, code }];
  return new Problem(409, code, detail, { errors });
}

/** Throws the first of these with the fields of all; nothing when there is none. @throws Problem */
export function throwJoined([first, ...others]: Problem[]): void {
  if (!first) return;
  const errors = [first, ...others].flatMap((problem) => problem.errors ?? []);
  throw new Problem(first.status, first.code, first.detail, { errors });
}

/** 403: the caller is known and may not. */
export function forbidden(code: string, detail: string): Problem {
  return new Problem(403, code, detail);
}
