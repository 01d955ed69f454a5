import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A request as the exam sends it: nothing is normalized, and no redirect followed. */
export interface Sent {
  method: string;
  /** Path and query, raw. */
  target: string;
  headers?: Record<string, string>;
}

/** What came back. */
export interface Reply {
  status: number;
  /** By name in lower case; those that came more than once are joined. */
  headers: Record<string, string>;
  text: string;
}

const PATIENCE_MS = 10_000;
const MOST_BYTES = 256 * 1024;

/** Sends it; nothing comes back when the other side does not answer in HTTP. */
export function send(origin: string, sent: Sent): Promise<Reply | undefined> {
  const { method, target, headers } = sent;
  const { protocol, hostname, port } = new URL(origin);
  const start = protocol === 'https:' ? httpsRequest : httpRequest;
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const options = { protocol, host, port, method, path: target, headers, agent: false };
    const request = start({ ...options, timeout: PATIENCE_MS }, (message) => {
      void read(message).then((text) => resolve(replyOf(message, text)));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
    request.end();
  });
}

function replyOf({ statusCode = 0, headers }: IncomingMessage, text: string): Reply {
  const flat = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { status: statusCode, headers: Object.fromEntries(flat) as Reply['headers'], text };
}

/** The body, or what came of it. */
async function read(message: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of message) {
      text += String(chunk);
      if (text.length > MOST_BYTES) break;
    }
  } catch {
    // Whoever broke off has answered already.
  }
  return text;
}
