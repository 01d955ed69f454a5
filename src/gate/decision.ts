import type { LiveApi, LiveOperation } from '../apis/live-api.js';
import { matchPath, type PathMatch } from '../apis/path-tree.js';
import { Problem } from '../common/problem.js';
import { then } from '../oauth/at-once.js';
import { covers } from '../oauth/scope.js';
import type { Verified } from '../oauth/tokens/principal.js';
import type { Challenges } from '../operations/challenge.js';
import { type Credential, isFault, type Presented, readPresented } from './presented.js';
import type { Question } from './question.js';
import { matchFault, spellPath } from './spelling.js';

/** What was decided about a request. */
export interface Decision {
  outcome: 'allow' | 'would-refuse' | 'refuse';
  /** Why it is refused, or would be. */
  refusal?: Problem;
  operation?: LiveOperation;
  /** Who calls, where a credential was good and the operation is not public. */
  caller?: Verified;
  /** What the caller presented, good or not. */
  credential?: Credential;
}

/** Whom a credential belongs to: nobody when it is not good, or why it is not with a challenge of its own. */
export type Authentication = Verified | Problem | undefined;

/** What a decision needs to know beside the request and the API. */
export interface Authority {
  challenges: Challenges;
  /** @param path of the request, raw: a proof names it */
  authenticate(
    credential: Credential,
    request: { method: string; path: string },
  ): Authentication | Promise<Authentication>;
}

const METHOD = /^[A-Z]{1,20}$/;
const NO_METHODS = ['CONNECT', 'TRACE'];

/** What a request is, once it can be read in one way only. */
interface Read {
  method: string;
  path: string;
  presented: Presented;
  match?: PathMatch<LiveOperation>;
  /** What the path and the method lead to. */
  operation?: LiveOperation;
}

/**
 * Decides about a request, in the order of the contract: spelling, match, public, credential, known
 * operation, scope, account. Answers at once when the credential is in memory.
 */
export function decide(
  question: Question,
  api: LiveApi,
  authority: Authority,
  now: number,
): Decision | Promise<Decision> {
  const presented = readPresented(question.headers, question.target, api.keyHeader);
  if (isFault(presented)) {
    const refusal = ambiguous(presented.sentence);
    return refuse(api, now, { refusal }, presented.forged);
  }
  const read = readRequest(question, api, presented);
  if (read instanceof Problem) return refuseUnread(read, question, presented, api, authority, now);
  if (isPreflight(api, read)) return { outcome: 'allow' };
  const { operation } = read;
  if (operation?.public) return { outcome: 'allow', operation };
  const { credential } = presented;
  if (credential === undefined)
    return refuse(api, now, { refusal: authority.challenges.missing(), operation });
  return then(authority.authenticate(credential, read), (found) => {
    if (found === undefined || found instanceof Problem) {
      const refusal = found ?? authority.challenges.invalidToken();
      return refuse(api, now, { refusal, operation, credential });
    }
    const refusal = refusalOf(read, found, authority.challenges);
    if (!refusal) return { outcome: 'allow', operation, caller: found, credential };
    return refuse(api, now, { refusal, operation, caller: found, credential });
  });
}

/** The scopes that an operation needs, by their present names. */
export function scopesOf({ needs }: LiveOperation): string[] {
  return needs.map(([name = '']) => name);
}

/** Refuses, or records that it would while the API is only observed. */
function refuse(
  api: LiveApi,
  now: number,
  found: Omit<Decision, 'outcome'>,
  always = false,
): Decision {
  const passes = !always && isObserved(api, now);
  return { outcome: passes ? 'would-refuse' : 'refuse', ...found };
}

function isObserved({ observeUntil }: LiveApi, now: number): boolean {
  return observeUntil !== undefined && now < observeUntil;
}

/** Refuses what can be read in two ways; an observed API is told all the same whose request it gets. */
function refuseUnread(
  refusal: Problem,
  { method, target }: Question,
  { credential }: Presented,
  api: LiveApi,
  authority: Authority,
  now: number,
): Decision | Promise<Decision> {
  if (!credential || !isObserved(api, now)) return refuse(api, now, { refusal, credential });
  const [path = ''] = target.split('?', 1);
  return then(authority.authenticate(credential, { method, path }), (found) => {
    const caller = found instanceof Problem ? undefined : found;
    return refuse(api, now, { refusal, caller, credential });
  });
}

function readRequest(question: Question, api: LiveApi, presented: Presented): Read | Problem {
  const { method, target } = question;
  if (!METHOD.test(method) || NO_METHODS.includes(method))
    return ambiguous('The method is none that passes the gate.');
  const spelled = spellPath(target);
  if (typeof spelled === 'string') return ambiguous(spelled);
  const match = matchPath(api.operations, spelled.segments);
  const operation = match && operationFor(match, method);
  const fault = match
    ? matchFault(spelled, match, operation?.allow ?? [])
    : spelled.unusual.length > 0 &&
      `The path holds ${spelled.unusual[0]}, which no operation takes.`;
  if (fault) return ambiguous(fault);
  return { method, path: spelled.path, presented, match, operation };
}

/** `HEAD` counts as `GET` unless the document has its own (RFC 9110 §9.3.2). */
function operationFor(
  { node }: PathMatch<LiveOperation>,
  method: string,
): LiveOperation | undefined {
  return node.methods.get(method) ?? (method === 'HEAD' ? node.methods.get('GET') : undefined);
}

/** A browser asks without a credential whether it may send a method (Fetch standard §4.8). */
function isPreflight(api: LiveApi, { method, presented, match }: Read): boolean {
  if (!api.preflight || method !== 'OPTIONS' || !presented.preflightFor || !match) return false;
  return operationFor(match, presented.preflightFor) !== undefined;
}

function refusalOf(
  { match, operation, presented }: Read,
  caller: Verified,
  challenges: Challenges,
): Problem | undefined {
  if (!match) return new Problem(404, 'unknown_operation', 'The API has no such operation.');
  if (!operation)
    return new Problem(405, 'method_not_allowed', 'This operation has other methods.', {
      headers: { allow: methodsOf(match).join(', ') },
    });
  const { effectiveScopes, account } = caller;
  const isOpen = operation.needs.every((names) => names.some((n) => covers(effectiveScopes, n)));
  if (!isOpen) return challenges.insufficientScope(scopesOf(operation));
  if (account && presented.account !== undefined && presented.account !== account)
    return new Problem(403, 'account_restricted', 'The token works for another account.');
  return undefined;
}

function methodsOf({ node }: PathMatch<LiveOperation>): string[] {
  const methods = [...node.methods.keys()];
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
}

function ambiguous(sentence: string): Problem {
  return new Problem(400, 'ambiguous_request', sentence);
}
