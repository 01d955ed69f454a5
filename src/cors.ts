import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What browser programs on other sites may call: the protocol, its metadata and the API itself. */
const OPEN =
  /^\/(authorization\/(token|revoke|par|device|register|userinfo|whoami)|oauth2?\/token|\.well-known\/|api\/)/;

/**
 * Cross-origin answers (Fetch standard §3.2). No credentials: a cookie never counts there, only a
 * token that the caller holds anyway. The opaque origin `null` belongs to nobody and gets nothing.
 */
export function allowOtherOrigins(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined || origin === 'null' || !OPEN.test(request.url)) return done();
    reply.header('access-control-allow-origin', origin);
    reply.header('vary', 'Origin');
    reply.header('access-control-expose-headers', 'www-authenticate, dpop-nonce, x-request-id');
    if (isPreflight(request)) return void preflight(reply);
    return done();
  });
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function preflight(reply: FastifyReply): void {
  void reply
    .status(204)
    .header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, dpop, x-account')
    .header('access-control-max-age', '600')
    .send();
}
