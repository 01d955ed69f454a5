import { invalidRequest } from './errors.js';
import { isSameResource } from './resource-key.js';

/**
 * The parameters of a request: every one a non-empty text. Several different resources stand in one
 * text with spaces between them, which no resource has, so that they are refused as a target.
 */
export type Parameters = Readonly<Record<string, string | undefined>>;

const MOST = 50;
const LONGEST = 16_384;

/**
 * Our own names as some frameworks write lists and objects. Left out as unknown, `scope[]=x` would be
 * a request for everything.
 */
const BRACKETS =
  /^(scope|resource|audience|grant_type|client_(id|secret|assertion|assertion_type)|redirect_uri|code(_verifier|_challenge|_challenge_method)?|state|nonce|response_(type|mode)|prompt|max_age|login_hint|refresh_token|token|token_type_hint|username|password|otp|account|(subject|actor)_token(_type)?|requested_token_type|device_code|user_code|request|request_uri|id_token_hint|post_logout_redirect_uri|dpop_jkt)\s*\[/;

/** What may be sent more than once (RFC 8707 §2, RFC 8693 §2.1). */
const TARGETS = ['resource', 'audience'];

/** What must never travel in a URL, where logs and histories keep it (RFC 9700 §4.3.2). */
const SECRET = ['client_secret', 'client_assertion', 'password', 'refresh_token', 'code', 'token'];

/** Reads a form body, refusing a parameter that comes twice (RFC 6749 §3.2). */
export function parametersFromForm(body: string): Parameters {
  return collect([...new URLSearchParams(body)]);
}

/** Reads a parsed JSON body: an object of texts and numbers. */
export function parametersFromJson(value: unknown): Parameters {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidRequest('The body must be a form or a JSON object.');
  return collect(
    Object.entries(value).flatMap(([name, member]) =>
      isListOfTargets(name, member)
        ? member.map((each): [string, string] => [name, each])
        : [[name, textOf(name, member)]],
    ),
  );
}

/** Whether a query string holds anything that must not be there. */
export function namesSecret(names: string[]): boolean {
  return names.some((name) => SECRET.includes(name));
}

function collect(pairs: [string, string][]): Parameters {
  if (pairs.length > MOST) throw invalidRequest('The request has too many parameters.');
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of pairs) {
    if (BRACKETS.test(name)) throw invalidRequest('A parameter has brackets in its name.');
    if (value === '') continue; // RFC 6749 §3.1: sent without a value is as good as omitted
    if (value.length > LONGEST) throw invalidRequest('A parameter is too long.');
    const before = found[name];
    if (before === undefined) found[name] = value;
    else if (!TARGETS.includes(name)) throw invalidRequest('A parameter is sent more than once.');
    else if (!isSameResource(before, value)) found[name] = `${before} ${value}`;
  }
  return found as Parameters;
}

function isListOfTargets(name: string, member: unknown): member is string[] {
  return (
    TARGETS.includes(name) &&
    Array.isArray(member) &&
    member.every((item) => typeof item === 'string')
  );
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return '';
  // Some JSON clients send the scope as a list.
  if (name === 'scope' && Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join(' ');
  throw invalidRequest('A member of the JSON body is not a text.');
}
