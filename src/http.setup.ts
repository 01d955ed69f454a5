import { randomUUID } from 'node:crypto';
import type { ExceptionFilter } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takesForms } from './auth/protocol-paths.js';
import { answerBrokenRequest, hasTwoCredentials } from './broken-requests.js';
import { LONGEST_WORD, pathOf } from './common/path-pattern.js';
import { Problem } from './common/problem.js';
import type { Config } from './config/config.js';
import type { NestLogger } from './logger.js';
import { parametersFromForm } from './oauth/parameters.js';

const LARGEST_BODY = 128 * 1024;
const DEEPEST = 20;

/** How Fastify is set up. */
export function adapterOptions(config: Config) {
  return {
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: 'idle' as const,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: LONGEST_WORD },
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }: { url?: string }) =>
      withoutInsertedPath(pathAndQuery(url), config.basePath),
    clientErrorHandler: answerBrokenRequest,
    // A URL that cannot be decoded, or has too long a word, never reaches a route.
    frameworkErrors: (error: { code?: string }, request: FastifyRequest, reply: FastifyReply) => {
      const problem =
        error.code === 'FST_ERR_MAX_PARAM_LENGTH'
          ? new Problem(404, 'not_found', 'There is no such operation.')
          : new Problem(400, 'invalid_request', 'The URL is malformed.');
      const { status } = problem;
      void reply.status(status).type('application/problem+json').send(problem.toBody(request.id));
    },
  };
}

/** RFC 9112 §3.2.2: a proxy may send the whole URL; the path alone says what is wanted. */
function pathAndQuery(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*(?=(\/)?)/i, (_, slash?: string) => (slash ? '' : '/'));
}

const METADATA =
  /^\/\.well-known\/(?:oauth-authorization-server|openid-configuration|oauth-protected-resource)(?=\/)/;

/**
 * RFC 8414 §3 and RFC 9728 §3 insert `/.well-known/…` before the path of an address. Another path
 * than our own names another server, which is not here.
 */
function withoutInsertedPath(url: string, basePath: string): string {
  const [document] = METADATA.exec(url) ?? [];
  if (document === undefined || basePath === '') return url;
  const rest = url.slice(document.length);
  return pathOf(rest) === basePath ? document + rest.slice(basePath.length) : url;
}

/** Whether no body comes; then its type says nothing (RFC 9110 §8.3). */
function isEmpty({ raw: { headers } }: FastifyRequest): boolean {
  return headers['content-length'] === '0' && headers['transfer-encoding'] === undefined;
}

type Done = (error: Error | null, body?: unknown) => void;

/** Which bodies are read: JSON everywhere, JSON-LD for the API, forms on the protocol's endpoints. */
export function readBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const json = fastify.getDefaultJsonParser('error', 'error');
  const options = { parseAs: 'string' as const, bodyLimit: LARGEST_BODY };
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (isEmpty(request)) delete request.raw.headers['content-type'];
    if (!hasTwoCredentials(request.raw.rawHeaders)) return done();
    done(new Problem(400, 'invalid_request', 'Send one Authorization header.') as never);
  });
  // No text of ours holds NUL or half a character, and no database stores them: refused once, here.
  fastify.addHook('preValidation', (request, _reply, done) => {
    const { body, url } = request;
    if (url.includes('%00') || isUnreadable(body))
      done(
        new Problem(
          400,
          'invalid_request',
          'NUL, broken Unicode and deep nesting are not allowed.',
        ) as never,
      );
    else done();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', options, (request, body, done) => {
    const text = String(body);
    if (text === '') return done(null, undefined);
    return json(request, text, done);
  });
  fastify.addContentTypeParser('application/ld+json', options, (request, body, done) =>
    json(request, String(body), (error, value) => done(error, withoutAtMembers(value))),
  );
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (request: FastifyRequest, body: unknown, done: Done) => {
      if (body === '') return done(null, undefined);
      if (!takesForms(request.url))
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

/** NUL, and a surrogate without its other half. */
const NO_TEXT = /[\0\p{Surrogate}]/u;

/** Whether a body holds what is no text, or is nested so deeply that reading it costs the stack. */
function isUnreadable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return NO_TEXT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > DEEPEST) return true;
  return Object.entries(value).some(
    ([name, member]) => NO_TEXT.test(name) || isUnreadable(member, depth + 1),
  );
}

/** JSON-LD's own members (`@context`, `@type`, …) say nothing that we read. */
function withoutAtMembers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('@')));
}

/** Headers of every answer, and one log line for each. */
export function writeHeaders(
  app: NestFastifyApplication,
  config: Config,
  logger: NestLogger,
): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  warnOfUnknownProxy(fastify, logger);
  const secure = config.publicUrl.startsWith('https:');
  fastify.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-frame-options', 'DENY');
    if (secure) reply.header('strict-transport-security', 'max-age=31536000');
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', policyFor(request.url));
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    // The route, not the path: a path may hold the token of a mailed link.
    const { url = '(none)' } = request.routeOptions;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    logger.pino.info({
      requestId: request.id,
      method: request.method,
      route: url,
      status: reply.statusCode,
      ms,
    });
    done();
  });
}

/**
 * Warns once when a proxy that nobody named forwards requests: all people behind it count as one address,
 * and share one budget.
 */
function warnOfUnknownProxy(fastify: FastifyInstance, logger: NestLogger): void {
  let isTold = false;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isForwarded = request.headers['x-forwarded-for'] !== undefined;
    if (!isTold && isForwarded && request.ip === request.socket.remoteAddress) {
      isTold = true;
      logger.warn({
        msg: `X-Forwarded-For of ${request.ip} is ignored: TRUST_PROXY does not name it, so everybody behind it counts as one address.`,
      });
    }
    done();
  });
}

/** Nothing may be framed; only the interactive documentation loads anything. */
function policyFor(url: string): string {
  return url.startsWith('/api/docs')
    ? "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
    : "default-src 'none'; frame-ancestors 'none'";
}
