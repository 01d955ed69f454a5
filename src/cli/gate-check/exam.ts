import { segmentsOf } from '../../apis/path-tree.js';
import { type Attack, type Examined, type Judgement, unknownPath } from './attack.js';
import { attacksOn } from './attacks.js';
import { type Reply, send, type Sent } from './send.js';
import { codeOf, isGates, type Outcome, outcomeOf } from './verdict.js';

/** Where the exam is held. */
export interface Place {
  /** Scheme, host and port of the proxy, and what stands before every path. */
  url: URL;
  /** The API itself, past the proxy. */
  direct?: URL;
}

/** One line of the result. */
export interface Result extends Judgement {
  title: string;
}

/** Why the exam cannot be held. */
export class NoExam {
  constructor(readonly reason: string) {}
}

/** Requests that are under way at the same time. */
const AT_ONCE = 8;

/** Attacks an API through its proxy. @throws NoExam */
export async function examine(api: Examined, { url, direct }: Place): Promise<Result[]> {
  const prefix = prefixOf(url, api);
  const ask: Ask = ({ target, ...rest }) => send(url.origin, { ...rest, target: prefix + target });
  await begin(ask, api);
  const results: Result[] = [];
  const before = prefix === '' ? 0 : segmentsOf(prefix).length;
  for (const attack of attacksOn(api, before)) results.push(await tried(attack, ask));
  if (results.every(({ outcome }) => outcome === 'never reached the gate'))
    throw new NoExam(`No request reached the gate for ${api.name} at ${url.href}.`);
  if (direct) results.push(await past(direct, api));
  return results;
}

type Ask = (request: Sent) => Promise<Reply | undefined>;

/** An address below a path keeps it, unless the paths of the API have it already. */
function prefixOf({ pathname }: URL, { basePath }: Examined): string {
  const prefix = pathname.replace(/\/$/, '');
  return `${basePath}/`.startsWith(`${prefix}/`) ? '' : prefix;
}

/** Looks whether there is a gate at all. @throws NoExam */
async function begin(ask: Ask, api: Examined): Promise<void> {
  const reply = await ask({ method: 'GET', target: unknownPath(api) });
  if (!reply) throw new NoExam('Nothing answers at this address.');
  if (isGates(reply) && codeOf(reply) === 'gate_unknown')
    throw new NoExam(`The gate key of this proxy is wrong, or not for the API ${api.name}.`);
  if (reply.status === 503) throw new NoExam('The proxy answers 503: it gets no decision.');
}

async function tried({ title, requests, judge }: Attack, ask: Ask): Promise<Result> {
  const replies: (Reply | undefined)[] = [];
  const waiting = requests.map((request, at) => ({ request, at }));
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift())
      replies[item.at] = await ask(item.request);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { title, ...judge(replies) };
}

/** Whether the API answers whoever does not come through the proxy. */
async function past(direct: URL, api: Examined): Promise<Result> {
  const title = `the API itself at ${direct.origin}`;
  const target = unknownPath(api);
  const forged = { 'Gatehouse-Decision': 'allow', 'Gatehouse-Request-Id': '-' };
  const replies = [
    await send(direct.origin, { method: 'GET', target }),
    await send(direct.origin, { method: 'GET', target, headers: forged }),
  ];
  const isClosed = (reply: Reply | undefined) =>
    !reply || isGates(reply) || reply.status === 401 || reply.status === 403;
  const outcome: Outcome = replies.every(isClosed) ? worstOf(replies) : 'got through';
  const detail = 'it can be reached past the proxy';
  return outcome === 'got through' ? { title, outcome, detail } : { title, outcome };
}

function worstOf(replies: (Reply | undefined)[]): Outcome {
  const isGate = replies.every((reply) => outcomeOf(reply) === 'refused at the gate');
  return isGate ? 'refused at the gate' : 'never reached the gate';
}
