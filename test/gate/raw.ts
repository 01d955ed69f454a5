import { connect } from 'node:net';

/** An answer with its headers as they came, each line of its own. */
export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  status: number;
  headers: [name: string, value: string][];
  text: string;
}

/** Sends a request of exactly these bytes, in Latin-1, and reads until the other side closes. */
export function rawRequest(
  port: number,
  method: string,
  target: string,
  lines: string[] = [],
  body = '',
): Promise<RawAnswer> {
  const host = lines.some((line) => /^host:/i.test(line)) ? [] : ['Host: api.example.com'];
  const connection = lines.some((line) => /^connection:/i.test(line)) ? [] : ['Connection: close'];
  const isChunked = lines.some((line) => /^transfer-encoding:/i.test(line));
  const length = body && !isChunked ? [`Content-Length: ${body.length}`] : [];
  const head = [`${method} ${target} HTTP/1.1`, ...host, ...connection, ...length, ...lines];
  return rawExchange(port, `${head.join('\r\n')}\r\n\r\n${body}`);
}

function rawExchange(port: number, message: string): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    const done = () => resolve(parsed(Buffer.concat(chunks).toString('latin1')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Some refuse by closing at once, before they read everything.
    socket.once('error', done);
    socket.once('close', done);
    socket.setTimeout(10_000, () => socket.destroy());
    socket.write(Buffer.from(message, 'latin1'));
  });
}

function parsed(message: string): RawAnswer {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const text = rest.join('\r\n\r\n');
  const isChunked = headers.some(
    ([name, value]) => name === 'transfer-encoding' && value === 'chunked',
  );
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers,
    text: isChunked ? joined(text) : text,
  };
}

/** The text of a chunked body (RFC 9112 §7.1). */
function joined(text: string): string {
  const [, size = '0'] = /^([0-9a-fA-F]+)[^\r]*\r\n/.exec(text) ?? [];
  const length = Number.parseInt(size, 16);
  if (length === 0) return '';
  const start = text.indexOf('\r\n') + 2;
  return text.slice(start, start + length) + joined(text.slice(start + length + 2));
}

/** Does this for all of them, some at a time. */
export async function several<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  atOnce = 8,
): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
