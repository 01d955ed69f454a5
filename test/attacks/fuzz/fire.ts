import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from '../../support/wire.js';
import { parsedHttp } from '../../support/programs.js';
import type { Stage } from './stage.js';
import type { Shot } from './values.js';

/** Larger bodies may be cut off: the server answers 413 and closes before all is sent. */
const CUT_OFF_FROM = 60_000;

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

let turn = 0;

/** Puts what is real into a text; where there are several of it, one after the other. */
export function staged(text: string, stage: Stage): string {
  return text.replace(/<(\w+)>/g, (whole, name: string) => {
    const real = stage[name] ?? [whole];
    turn += 1;
    return real[turn % real.length] ?? whole;
  });
}

/** Sends it; answers nothing when the server was right to close the connection. */
export function fire(base: string, stage: Stage, shot: Shot): Promise<Answer | undefined> {
  const { hostname, port, host } = new URL(base);
  const body = shot.body === undefined ? undefined : Buffer.from(staged(shot.body, stage));
  const headers = shot.headers.flatMap(([name, value]) => [name, staged(value, stage)]);
  headers.push('host', host, 'content-length', String(body?.length ?? 0));
  const path = staged(shot.path, stage);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: shot.method, headers, agent },
      (received) => {
        const chunks: Buffer[] = [];
        received.on('data', (chunk: Buffer) => chunks.push(chunk));
        received.once('error', reject);
        received.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: received.statusCode ?? 0, headers: received.headers, body: {}, text });
        });
      },
    );
    sent.once('error', (error) =>
      (body?.length ?? 0) > CUT_OFF_FROM ? resolve(undefined) : reject(error),
    );
    sent.end(body);
  });
}

/** Sends bytes as they are and reads what comes, which may be nothing. */
export function fireBytes(base: string, bytes: string): Promise<Answer | undefined> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes, 'latin1'));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve(text === '' ? undefined : firstOf(text));
    });
  });
}

/** The first of the answers: one message may hold several requests. */
function firstOf(text: string): Answer {
  const answer = parsedHttp(text);
  const length = answer.headers['content-length'];
  return length === undefined ? answer : { ...answer, text: answer.text.slice(0, Number(length)) };
}
