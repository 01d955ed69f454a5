import type { Reply } from './send.js';

/** How an attack ended. */
export type Outcome = 'refused at the gate' | 'never reached the gate' | 'got through';

const WORST_FIRST: Outcome[] = ['got through', 'never reached the gate', 'refused at the gate'];
/** Statuses by which a proxy itself refuses what it cannot read or pass on. */
const OWN_REFUSALS = new Set([
  400, 403, 408, 411, 412, 413, 414, 415, 416, 417, 421, 426, 429, 431,
]);
/** Codes of the problems that our configurations answer where the gate was not asked. */
const OWN_CODES = new Set(['ambiguous_request', 'not_ready']);

/** The worst of several. */
export function worst(outcomes: Outcome[]): Outcome {
  return WORST_FIRST.find((each) => outcomes.includes(each)) ?? 'refused at the gate';
}

/** Whether these are the gate's own words: the API has no way to say them. */
export function isGates({ status, headers, text }: Reply): boolean {
  if (status < 400) return false;
  if (headers['gatehouse-code'] !== undefined) return true;
  if (headers['gatehouse-decision'] === 'refuse') return true;
  if (/resource_metadata="[^"]*\/gate\//.test(headers['www-authenticate'] ?? '')) return true;
  const problem = problemOf(text);
  return typeof problem?.code === 'string' && typeof problem.requestId === 'string';
}

/** The gate's reason, as far as the proxy passes it on. */
export function codeOf({ status, headers, text }: Reply): string {
  return headers['gatehouse-code'] ?? String(problemOf(text)?.code ?? status);
}

/** What became of a request that nobody may answer but the gate. */
export function outcomeOf(reply: Reply | undefined): Outcome {
  if (!reply) return 'never reached the gate';
  if (isGates(reply)) return 'refused at the gate';
  return isOfTheProxy(reply) ? 'never reached the gate' : 'got through';
}

/** Whether the proxy itself refuses, as far as that can be seen. */
function isOfTheProxy({ status, headers, text }: Reply): boolean {
  const code = problemOf(text)?.code;
  if (typeof code === 'string') return OWN_CODES.has(code);
  if (/json/.test(headers['content-type'] ?? '')) return false;
  if (OWN_REFUSALS.has(status) || status > 500) return true;
  if (status === 405) return headers.allow === undefined;
  return (status === 404 || status === 500) && (text === '' || text.includes('<center>nginx'));
}

function problemOf(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
