import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KnownPaths } from '../operations/known-paths.js';

/** All below is for programs of other sites, and its 404 too: the API itself, and what RFC 8615 makes public. */
const FOLDERS = ['/api/', '/.well-known/'];

/** Every header that we answer with and a program may need. */
const EXPOSED =
  'www-authenticate, dpop-nonce, x-request-id, retry-after, ratelimit, ratelimit-policy, etag, location, allow';

const USUAL = 'authorization, content-type, dpop, if-match, x-account';
const NAMES = /^[\w!#$%&'*+.^`|~-]{1,64}( *, *[\w!#$%&'*+.^`|~-]{1,64}){0,31}$/;

/**
 * Cross-origin answers (Fetch standard §3.2). No credentials: a cookie never counts there, only a
 * token that the caller holds anyway. The opaque origin `null` belongs to nobody and gets nothing.
 */
export function allowOtherOrigins(fastify: FastifyInstance, paths: KnownPaths): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (!isOpen(request.url, paths)) return done();
    // A cache must not give one origin's answer to another.
    reply.header('vary', 'Origin');
    if (origin === undefined || origin === 'null') return done();
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', EXPOSED);
    const methods = isPreflight(request) ? paths.methodsOf(request.url) : [];
    if (methods.length > 0) return void preflight(request, reply, methods);
    return done();
  });
}

function isOpen(url: string, paths: KnownPaths): boolean {
  return FOLDERS.some((folder) => url.startsWith(folder)) || paths.isCrossOrigin(url);
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** No cookie counts here, so a header that a program adds can do no harm. */
function allowedHeaders({ headers }: FastifyRequest): string {
  const asked = headers['access-control-request-headers'] ?? '';
  return NAMES.test(asked) ? `${USUAL}, ${asked}` : USUAL;
}

function preflight(request: FastifyRequest, reply: FastifyReply, methods: string[]): void {
  void reply
    .status(204)
    .header('access-control-allow-methods', methods.join(', '))
    .header('vary', 'Origin, Access-Control-Request-Headers')
    .header('access-control-allow-headers', allowedHeaders(request))
    .header('access-control-max-age', '600')
    .send();
}
