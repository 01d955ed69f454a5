import { basePath } from '../base';
import { defaults } from './runtime.gen';
import { withEntityTag } from './entity-tag';
import { sessionFetch } from './session-fetch';

/** One field that the server refused, by its name in the request. */
export interface FieldFault {
  field: string;
  message: string;
  code?: string;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  errors?: FieldFault[];
  changedBy?: string | null;
  changedAt?: string | null;
  /** The token endpoints answer in OAuth's words. */
  error?: string;
  error_description?: string;
}

/** A refusal of the server (RFC 9457), or `code: 'network'` when it could not be reached. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldFault[] = [],
    readonly retryAfter?: number,
    /** Who changed it meanwhile, and when. */
    readonly changed: { by?: string | null; at?: string | null } = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

/** Whether this is a refusal of the server with this code. */
export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.code === code;
}

async function problemOf(answer: Response): Promise<ProblemError> {
  const body = (await answer.json().catch(() => ({}))) as ProblemBody;
  const wait = Number(answer.headers.get('retry-after'));
  return new ProblemError(
    answer.status,
    body.code ?? body.error ?? `http_${answer.status}`,
    body.detail ?? body.error_description ?? answer.statusText,
    body.errors,
    wait || undefined,
    { by: body.changedBy, at: body.changedAt },
  );
}

/**
 * `fetch` to our own server, with its session cookie; what is not a success is thrown. It tells the
 * language that was chosen here, which may be another one than the browser's.
 */
export async function portalFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set('accept-language', document.documentElement.lang);
  const answer = await sessionFetch(input, { ...init, headers }).catch(() => {
    throw new ProblemError(0, 'network', 'The server cannot be reached.');
  });
  if (!answer.ok) throw await problemOf(answer);
  return withEntityTag(answer);
}

// The generated client speaks through it, to the origin that the page came from.
Object.assign(defaults, { baseUrl: basePath, fetch: portalFetch });

/** How many entries are asked for at once: the most that the server gives. */
const COUNT = 100;

/** All entries of a list that is known to be short, page after page. */
export async function allOf<T>(
  list: (page: {
    startIndex: number;
    count: number;
  }) => Promise<{ entry: T[]; totalResults: number; totalIsMinimum?: boolean }>,
): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const page = await list({ startIndex: found.length, count: COUNT });
    found.push(...page.entry);
    if (page.totalIsMinimum && page.entry.length) continue;
    // How many there are is known: the others come together.
    const starts: number[] = [];
    for (let at = found.length; at < page.totalResults; at += COUNT) starts.push(at);
    const rest = await Promise.all(starts.map((startIndex) => list({ startIndex, count: COUNT })));
    return [...found, ...rest.flatMap(({ entry }) => entry)];
  }
}
