import type { IncomingMessage } from 'node:http';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { beyondLimits } from '../common/json-outline.js';
import { Problem } from '../common/problem.js';
import { isUnreadable, UNREADABLE } from '../common/unreadable.js';
import { RouteFacts } from './route-facts.js';

/** The type under which the body parsers meet what they must not read. */
export const UNREAD = 'application/vnd.gatehouse.unread';

/** A long body is long by one text in it. */
const BODY_LIMITS = { deepest: 20, most: 1_000 };

/** What a handler takes: the bytes at most, and how each type of body is read. */
interface Wanted {
  most: number;
  types: Record<string, (text: string) => unknown>;
}

const typesSent = new WeakMap<IncomingMessage, string>();

/** Keeps the body parsers from a body: it is read when the guard has let the caller in. */
export function leaveUnread({ raw }: { raw: IncomingMessage }): void {
  const { 'content-type': type } = raw.headers;
  if (type === undefined) return;
  typesSent.set(raw, type);
  raw.headers['content-type'] = UNREAD;
}

/**
 * Takes a body that is longer than others may be. Strangers cannot make us read it: it waits until
 * the guard is passed.
 */
export const LongBody = (wanted: Wanted) =>
  applyDecorators(RouteFacts({ longBody: true }), UseInterceptors(new LongBodyReader(wanted)));

/** The type of the body that was read here, without its parameters. */
export function longBodyType({ raw }: { raw: IncomingMessage }): string {
  return mediaType(typesSent.get(raw) ?? '');
}

/** Text of JSON as an object. @throws Problem 400 */
export function readJson(text: string): unknown {
  let value: unknown;
  try {
    value = beyondLimits(text, BODY_LIMITS) ? undefined : JSON.parse(text);
  } catch {
    throw new Problem(400, 'invalid_request', 'The request is malformed.');
  }
  if (value === undefined || isUnreadable(value) || Object.hasOwn(Object(value), '__proto__'))
    throw new Problem(400, 'invalid_request', UNREADABLE);
  return value;
}

class LongBodyReader implements NestInterceptor {
  constructor(private readonly wanted: Wanted) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    const request = context.switchToHttp().getRequest<{ raw: IncomingMessage; body: unknown }>();
    const type = typesSent.get(request.raw);
    if (type !== undefined) request.body = await this.read(request.raw, type);
    return next.handle();
  }

  private async read(raw: IncomingMessage, type: string): Promise<unknown> {
    const { types, most } = this.wanted;
    const parse = Object.entries(types).find(([name]) => name === mediaType(type))?.[1];
    if (!parse)
      throw new Problem(415, 'unsupported_media_type', `Send ${Object.keys(types).join(' or ')}.`);
    return parse(decoded(await bytesOf(raw, most)));
  }
}

function mediaType(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

async function bytesOf(raw: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The rest of a body that is too long is thrown away by the server; the answer still gets through.
  for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Problem(413, 'too_large', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'invalid_request', 'The body is no UTF-8.');
  }
}
