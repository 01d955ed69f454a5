import type { Reply, Sent } from './send.js';
import { type Outcome, outcomeOf, worst } from './verdict.js';

/** What the exam knows of an API. */
export interface Examined {
  name: string;
  /** What all its paths begin with, without a slash at the end. */
  basePath: string;
  operations: ExaminedOperation[];
}

export interface ExaminedOperation {
  /** In capitals. */
  method: string;
  /** The whole template. */
  path: string;
  /** What its parameters may hold beside the usual. */
  allow: string[];
  public: boolean;
  /** Whether it answers the headers that it got. */
  echo: boolean;
}

/** One attack; it can take several requests. */
export interface Attack {
  title: string;
  requests: Sent[];
  /** Answers in the order of the requests. @returns how it ended, and what shows that it got through */
  judge(replies: (Reply | undefined)[]): Judgement;
}

export interface Judgement {
  outcome: Outcome;
  detail?: string;
}

/** What nobody else says: it marks what we sent. */
export const MARK = 'gatehouse-exam-7d1f';

/** A path of the API that its document does not have. */
export function unknownPath({ basePath }: Examined): string {
  return `${basePath}/${MARK}`;
}

/** Requests that nobody may answer but the gate. */
export function anonymous(title: string, requests: Sent[]): Attack {
  return {
    title,
    requests,
    judge: (replies) => everyOne(requests, replies.map(outcomeOf), replies),
  };
}

/** The worst outcome, and which requests had it. */
function everyOne(sent: Sent[], outcomes: Outcome[], replies: (Reply | undefined)[]): Judgement {
  const outcome = worst(outcomes);
  if (outcome !== 'got through') return { outcome };
  const through = sent.flatMap(({ method, target }, at) =>
    outcomes[at] === outcome ? [`${method} ${target} (${replies[at]?.status})`] : [],
  );
  const more = through.length > 5 ? ` and ${through.length - 5} more` : '';
  return { outcome, detail: through.slice(0, 5).join(', ') + more };
}

/** A path of the operation, with something in the place of each parameter. */
export function sample({ path }: ExaminedOperation): string {
  return path.replace(/\{[^}]*\}/g, '1');
}

/** The operation as a stranger calls it. */
export function requestOf(operation: ExaminedOperation): Sent {
  return { method: operation.method, target: sample(operation) };
}

/** The first letter of a word in an escape that it does not need. */
export function escaped(word: string): string {
  return `%${word.charCodeAt(0).toString(16).padStart(2, '0')}${word.slice(1)}`;
}
