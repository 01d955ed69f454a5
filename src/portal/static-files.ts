import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export type FastifyLike = FastifyInstance;

/** Paths that belong to operations: what is not found there is a 404 and never the portal's page. */
const OPERATIONS =
  /^\/(api|consumer|backend|partner|authorization|oauth2?|system|metrics|portal|\.well-known)(\/|$|\?)/;

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine writes its theme into a style element.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built portal: hashed files for a year, and one page for every address of it. */
export async function serveFiles(fastify: FastifyInstance, root: string): Promise<void> {
  const page = readFileSync(join(root, 'index.html'));
  await fastify.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  fastify.get('/*', (request, reply) => {
    if (OPERATIONS.test(request.url)) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', POLICY)
      .send(page);
  });
}
