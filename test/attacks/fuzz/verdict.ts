import type { Answer } from '../../support/wire.js';

const PROTOCOL =
  /^(?:http:\/\/evil\.example)?\/(authorization\/(token|revoke|introspect|par|device|register)|oauth2?\/token)(\?|$)/;
const DESCRIPTION = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
const INSIDE = /node_modules|\.[jt]s:\d+|\n\s+at |SQLITE_|QueryFailed|syntax error at|BEGIN IMM/;

/** What is wrong with an answer; nothing when it is as it should be, whatever was asked. */
export function faultOf(
  answer: Answer,
  { method, path, isBytes }: { method: string; path: string; isBytes: boolean },
): string | undefined {
  const { status, text, headers } = answer;
  if (status >= 500) return `is ${status}`;
  if (INSIDE.test(text)) return 'shows the inside';
  if (status < 400 || method === 'HEAD') return undefined;
  // Node's own words: no Host, or an Expect that nobody knows.
  if (isBytes && [400, 417].includes(status) && /^0?\s*(HTTP|$)/.test(text)) return undefined;
  const type = String(headers['content-type']);
  if (path.startsWith('/authorization/authorize') && type.startsWith('text/html')) return undefined;
  const body = parsed(text);
  if (!body) return 'is not JSON';
  // What is no HTTP is at no endpoint.
  const isBroken = isBytes && type.startsWith('application/problem+json');
  if (PROTOCOL.test(path) && !isBroken) return protocolFault(body, answer, type);
  if (!type.startsWith('application/problem+json')) return `is of type ${type}`;
  if (body.status !== status) return 'has another status in its body';
  const isWhole = [body.type, body.title, body.code, body.detail].every(isText);
  return isWhole ? undefined : 'is no problem of RFC 9457';
}

function protocolFault(
  body: Record<string, unknown>,
  { headers }: Answer,
  type: string,
): string | undefined {
  if (!type.startsWith('application/json')) return `is of type ${type}`;
  if (!/no-store/.test(headers['cache-control'] ?? '')) return 'may be cached';
  if (!isText(body.error) || !/^[a-z_]+$/.test(String(body.error))) return 'has no error';
  return DESCRIPTION.test(String(body.error_description)) ? undefined : 'describes too freely';
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
