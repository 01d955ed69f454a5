/** One field that the server refused, by its name in the request. */
export interface FieldFault {
  field: string;
  message: string;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  errors?: FieldFault[];
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
  );
}

/** `fetch` to our own server, with its session cookie; what is not a success is thrown. */
export async function portalFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, { ...init, credentials: 'same-origin' }).catch(() => {
    throw new ProblemError(0, 'network', 'The server cannot be reached.');
  });
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

type Query = Record<string, string | number | boolean | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return given.length ? `${path}?${search}` : path;
}

/** One call with a JSON body and a JSON answer; an answer without a body is `undefined`. */
export async function call<T>(
  method: string,
  path: string,
  { query, body }: { query?: Query; body?: unknown } = {},
): Promise<T> {
  const answer = await portalFetch(withQuery(path, query), {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** All entries of a list that is known to be short, page after page. */
export async function callAll<T>(path: string, query: Query = {}): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const page = await call<{ entry: T[]; totalResults: number }>('GET', path, {
      query: { ...query, startIndex: found.length, count: 100 },
    });
    found.push(...page.entry);
    if (!page.entry.length || found.length >= page.totalResults) return found;
  }
}
