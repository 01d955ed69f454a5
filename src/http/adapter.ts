import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LONGEST_WORD, pathOf } from '../common/path-pattern.js';
import { Problem } from '../common/problem.js';
import type { Config } from '../config/config.js';
import { LARGEST_BODY } from './bodies.js';
import { answerBrokenRequest } from './client-errors.js';

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
