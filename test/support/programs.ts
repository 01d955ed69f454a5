import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Answer } from './wire.js';

const run = promisify(execFile);

/** Whether the program is installed here. */
export function isPresent(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A test that another program takes part in; left out where that program is missing. */
export function itWith(program: string, title: string, test: () => Promise<void>): void {
  if (isPresent(program)) it(`${title} (${program})`, test);
}

/** What the program prints. */
export async function output(program: string, ...args: string[]): Promise<string> {
  return (await run(program, args, { timeout: 20_000 })).stdout;
}

/** What a command line prints, exactly as a page shows it. */
export function shell(command: string): Promise<string> {
  return output('sh', '-c', command);
}

/** Sends these bytes, head and body, and reads the answer to its end. */
export function rawHttp(base: string, message: string): Promise<Answer> {
  const { hostname, port, host } = new URL(base);
  const [head = '', ...rest] = message.split('\n\n');
  const body = rest.join('\n\n');
  const lines = [
    ...head.split('\n'),
    `Host: ${host}`,
    'Connection: close',
    ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.once('error', reject);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('end', () => resolve(parsedHttp(Buffer.concat(chunks).toString('utf8'))));
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}

/** Takes an HTTP message apart. */
export function parsedHttp(message: string): Answer {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const text = rest.join('\r\n\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  let body: unknown = {};
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON.
  }
  return { status: Number(statusLine.split(' ')[1]), headers, body, text };
}
