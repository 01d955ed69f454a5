import type { ExceptionFilter } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../common/problem.js';
import { isUnreadable, UNREADABLE } from '../common/unreadable.js';
import { parametersFromForm } from '../oauth/parameters.js';
import { leaveUnread, UNREAD } from '../operations/long-body.js';
import type { KnownPaths } from '../operations/known-paths.js';
import { hasTwoCredentials } from './client-errors.js';

/** Bytes. */
export const LARGEST_BODY = 128 * 1024;

/** Whether no body comes; then its type says nothing (RFC 9110 §8.3). */
function isEmpty({ raw: { headers } }: FastifyRequest): boolean {
  return headers['content-length'] === '0' && headers['transfer-encoding'] === undefined;
}

type Done = (error: Error | null, body?: unknown) => void;

/** Which bodies are read: JSON everywhere, JSON-LD for the API, forms on the paths that take them. */
export function readBodies(app: NestFastifyApplication, paths: KnownPaths): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const json = fastify.getDefaultJsonParser('error', 'error');
  const options = { parseAs: 'string' as const, bodyLimit: LARGEST_BODY };
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (isEmpty(request)) delete request.raw.headers['content-type'];
    if (request.routeOptions.config?.longBody) leaveUnread(request);
    if (!hasTwoCredentials(request.raw.rawHeaders)) return done();
    done(new Problem(400, 'invalid_request', 'Send one Authorization header.') as never);
  });
  // No text of ours holds NUL or half a character, and no database stores them: refused once, here.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const { body, url } = request;
    if (url.includes('%00') || isUnreadable(body))
      done(new Problem(400, 'invalid_request', UNREADABLE) as never);
    else done();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', options, (request, body, done) => {
    const text = String(body);
    if (text === '') return done(null, undefined);
    return json(request, text, done);
  });
  fastify.addContentTypeParser(UNREAD, (_request, _body, done) => done(null, undefined));
  fastify.addContentTypeParser('application/ld+json', options, (request, body, done) =>
    json(request, String(body), (error, value) => done(error, withoutAtMembers(value))),
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (request: FastifyRequest, body: unknown, done: Done) => {
      if (body === '') return done(null, undefined);
      if (!paths.factsOf(request.url).forms)
        return done(new Problem(415, 'unsupported_media_type', 'Send application/json.') as never);
      try {
        return done(null, parametersFromForm(String(body)));
      } catch (error) {
        return done(error as Error);
      }
    },
  );
}

/**
 * What fails before a handler is reached (a body that is no JSON, or of an unknown type) is answered
 * as everything else. Nest sets its error handler after Fastify has given the routes theirs.
 */
export function answerUnreadBodies(app: NestFastifyApplication, errors: ExceptionFilter): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRoute', (route) => {
    route.errorHandler = (error, request, reply) => {
      errors.catch(error, new ExecutionContextHost([request, reply]));
    };
  });
}

/** JSON-LD's own members (`@context`, `@type`, …) say nothing that we read. */
function withoutAtMembers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('@')));
}
