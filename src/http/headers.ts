import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import type { NestLogger } from '../logger.js';

/** Nothing may be framed, and an answer loads nothing; the portal's page says what it needs. */
const POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer, and one log line for each. */
export function writeHeaders(
  app: NestFastifyApplication,
  config: Config,
  logger: NestLogger,
): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  warnOfUnknownProxy(fastify, logger);
  const always = headersOfAll(config);
  fastify.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    reply.headers(always);
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', POLICY);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    if (!logger.pino.isLevelEnabled('info')) return done();
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

function headersOfAll({ publicUrl }: Config): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    ...(publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  };
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
