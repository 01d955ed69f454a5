import { type Attack, type ExaminedOperation, type Judgement, MARK, requestOf } from './attack.js';
import type { Reply } from './send.js';
import { outcomeOf, worst } from './verdict.js';

const NAMES = [
  'Decision',
  'Operation',
  'App',
  'Subject',
  'Account',
  'Scope',
  'Request-Id',
  'Assertion',
];

/** Whether the API sees headers that only the gate may send. */
export function forgeries(open: ExaminedOperation[]): Attack[] {
  const echo = open.find((operation) => operation.echo);
  if (!echo) return [];
  const names = NAMES.flatMap((name) => [
    `Gatehouse-${name}`,
    `Gatehouse_${name}`,
    `Gatehouse.${name}`,
  ]);
  const requests = names.map((name) => ({ ...requestOf(echo), headers: { [name]: MARK } }));
  const plain = requestOf(echo);
  const dropped = NAMES.map((name) => ({
    ...plain,
    headers: { Connection: `close, Gatehouse-${name}` },
  }));
  return [
    {
      title: 'forged headers',
      requests,
      judge: (replies) => echoed(replies, (reply, at) => reply.text.includes(MARK) && names[at]),
    },
    {
      title: 'Connection that would drop the headers of the gate',
      requests: [...dropped, plain],
      judge: (replies) => {
        const whole = folded(replies.at(-1)?.text ?? '');
        return echoed(replies.slice(0, -1), ({ text }, at) => {
          const name = `Gatehouse-${NAMES[at]}`;
          return whole.includes(folded(name)) && !folded(text).includes(folded(name)) && name;
        });
      },
    },
  ];
}

/** Some answer `HTTP_GATEHOUSE_APP` for `Gatehouse-App`. */
function folded(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}

/** @param shows which header shows in an answer of the API that something is wrong */
function echoed(
  replies: (Reply | undefined)[],
  shows: (reply: Reply, at: number) => string | false | undefined,
): Judgement {
  const wrong = replies.flatMap((reply, at) => {
    const name = reply && reply.status < 400 && shows(reply, at);
    return name ? [name] : [];
  });
  if (wrong.length > 0) return { outcome: 'got through', detail: wrong.join(', ') };
  const refused = replies.map(outcomeOf).filter((each) => each !== 'got through');
  return { outcome: refused.length > 0 ? worst(refused) : 'never reached the gate' };
}
