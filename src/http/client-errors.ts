import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem } from '../common/problem.js';

const KINDS: Record<string, Problem> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'invalid_request', 'The request came too slowly.'),
  HPE_HEADER_OVERFLOW: new Problem(431, 'too_large', 'The headers are too large.'),
};
const NO_HTTP = new Problem(400, 'invalid_request', 'The request is no HTTP that we understand.');

/** Answers what never becomes a request (RFC 9457 too), and closes: the rest cannot be trusted. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = KINDS[error.code ?? ''] ?? NO_HTTP;
  const body = JSON.stringify(problem.toBody());
  if (socket.writable)
    socket.write(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'Connection: close',
        'Content-Type: application/problem+json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Cache-Control: no-store',
        'X-Content-Type-Options: nosniff',
        '',
        body,
      ].join('\r\n'),
    );
  socket.destroy(error);
}

/**
 * Whether credentials come twice. Node keeps the first ones; a proxy on the way may have looked at
 * the others (RFC 9110 §5.3).
 * @param rawHeaders names and values in turn, as they came
 */
export function hasTwoCredentials(rawHeaders: readonly string[]): boolean {
  let found = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 13 && rawHeaders[at]?.toLowerCase() === 'authorization')
      found += 1;
  return found > 1;
}
