import { segmentsOf } from '../../apis/path-tree.js';
import {
  anonymous,
  type Attack,
  escaped,
  type Examined,
  type ExaminedOperation,
  MARK,
  sample,
  unknownPath,
} from './attack.js';
import type { Reply, Sent } from './send.js';
import { codeOf, isGates, outcomeOf, worst } from './verdict.js';

const MOST_SEGMENTS = 64;

/**
 * Whether the gate sees what was sent: each of these it refuses as ambiguous, unless something was
 * changed on the way to it; then a stranger is told to come with a credential.
 */
export function sourcesOf(api: Examined, before: number): Attack[] {
  const path = unknownPath(api);
  const filler = MOST_SEGMENTS + 1 - before - segmentsOf(path).length;
  const seen = (title: string, request: Sent, reason: string): Attack => ({
    title,
    requests: [request],
    judge: ([reply]) =>
      reply?.status === 401
        ? { outcome: 'got through', detail: reason }
        : { outcome: outcomeOf(reply) },
  });
  return [
    seen(
      'a path with a segment too many',
      { method: 'GET', target: path + '/x'.repeat(filler) },
      'the gate is asked about a shorter path: a prefix is taken away before it, or the path is made up',
    ),
    seen(
      'a path with a needless escape',
      { method: 'GET', target: `${api.basePath}/${escaped(MARK)}` },
      'the gate is asked about a path that was decoded before',
    ),
    seen(
      'a query that names another method',
      { method: 'GET', target: `${path}?_method=DELETE` },
      'the gate is not told the query',
    ),
    seen(
      'a method that there cannot be',
      { method: 'GATEHOUSEEXAMGATEHOUSE', target: path },
      'the gate is asked about another method than the one that was sent',
    ),
  ];
}

const SOURCES = [
  ['X-Original-URI', 'X-Original-Method'],
  ['X-Forwarded-Uri', 'X-Forwarded-Method'],
] as const;

/**
 * Whether a client can say what the gate is asked about: then an ambiguous lie and a clear one are
 * answered in two ways.
 */
export function lies(api: Examined, readable: ExaminedOperation | undefined): Attack[] {
  const target = unknownPath(api);
  return SOURCES.flatMap(([uri, method]) => {
    const about = (name: string, clear: string, ambiguous: string): Attack => {
      const requests = [clear, ambiguous].map((lie) => ({
        method: 'GET',
        target,
        headers: { [method]: 'GET', [uri]: `${target}-other`, [name]: lie },
      }));
      return { title: `${name} from a client`, requests, judge: believed(name) };
    };
    const opened = readable && {
      ...anonymous(`${uri} of a public operation`, [
        { method: 'POST', target, headers: { [uri]: sample(readable), [method]: readable.method } },
        { method: 'GET', target, headers: { [uri]: sample(readable) } },
      ]),
    };
    return [
      about(uri, `${target}-other`, `${target};`),
      about(method, 'GET', 'get'),
      ...(opened ? [opened] : []),
    ];
  });
}

function believed(name: string): Attack['judge'] {
  return (replies) => {
    const outcome = worst(replies.map(outcomeOf));
    const [clear, ambiguous] = replies;
    const isBelieved = clear && ambiguous && differ(clear, ambiguous);
    if (!isBelieved) return { outcome };
    return { outcome: 'got through', detail: `the gate believes the client's ${name}` };
  };
}

function differ(one: Reply, other: Reply): boolean {
  return isGates(one) && (one.status !== other.status || codeOf(one) !== codeOf(other));
}
