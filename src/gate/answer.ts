import type { Problem } from '../common/problem.js';
import { type Decision, scopesOf } from './decision.js';
import type { Dialect } from './question.js';

/** What goes back to the proxy: names and values of headers in turn, and a body for refusals. */
export interface GateAnswer {
  status: number;
  headers: string[];
  body: string;
}

/** What stands in a header that has nothing to say: some proxies pass the client's own on when ours is empty. */
const NONE = '-';
/** The whole problem is one header of nginx then, of at most 1 KB. */
const LONGEST_DETAIL = 500;

/** The answer to a question. @param assertion the token for the API, when it wants one */
export function answerOf(
  decision: Decision,
  dialect: Dialect,
  requestId: string,
  assertion = NONE,
): GateAnswer {
  const { outcome, refusal } = decision;
  if (outcome === 'refuse' && refusal) return refusalAnswer(refusal, dialect, requestId);
  const headers = [...identityHeaders(decision, requestId), 'Gatehouse-Assertion', assertion];
  if (refusal) headers.push('Gatehouse-Code', refusal.code);
  return { status: 200, headers: [...headers, 'Content-Length', '0'], body: '' };
}

/** The answer to what is refused, for every dialect. */
export function refusalAnswer(
  problem: Problem,
  dialect: Dialect | undefined,
  requestId: string,
): GateAnswer {
  const body = asciiJson(problem.toBody(requestId));
  const { 'www-authenticate': challenge, ...others } = problem.headers;
  const headers = [
    'Cache-Control',
    'no-store',
    'Content-Type',
    'application/problem+json',
    'Content-Length',
    String(body.length),
    'Gatehouse-Decision',
    'refuse',
    'Gatehouse-Code',
    problem.code,
    'Gatehouse-Request-Id',
    requestId,
    ...Object.entries(others).flat(),
  ];
  if (dialect !== 'nginx') {
    if (challenge) headers.push('WWW-Authenticate', challenge);
    return { status: problem.status, headers, body };
  }
  headers.push('Gatehouse-Status', String(problem.status), 'Gatehouse-Problem', body);
  if (challenge) headers.push('Gatehouse-Challenge', challenge);
  // nginx understands 401 and 403 alone, and sends the challenge of a 401 on by itself.
  const status = problem.status === 401 ? 401 : 403;
  if (challenge && status === 401) headers.push('WWW-Authenticate', challenge);
  return { status, headers, body };
}

/** Fits into a header: no character beyond ASCII, and no more than nginx carries on. */
function asciiJson({ detail, ...body }: Record<string, unknown>): string {
  return JSON.stringify({ ...body, detail: String(detail).slice(0, LONGEST_DETAIL) }).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function identityHeaders({ outcome, operation, caller }: Decision, requestId: string): string[] {
  const isKnown = caller !== undefined && operation !== undefined;
  return [
    'Cache-Control',
    'no-store',
    'Gatehouse-Decision',
    outcome,
    'Gatehouse-Operation',
    operation?.name ?? NONE,
    'Gatehouse-App',
    caller?.client.id ?? NONE,
    'Gatehouse-Subject',
    caller?.subject ?? NONE,
    'Gatehouse-Account',
    caller?.account ?? NONE,
    'Gatehouse-Scope',
    isKnown ? scopesOf(operation).join(' ') : NONE,
    'Gatehouse-Request-Id',
    requestId,
  ];
}
