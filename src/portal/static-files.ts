import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pages } from './pages.js';
import type { PortalPage } from './portal-page.js';

/** Serves the built portal: hashed files for a year, and one page for every address of it. */
export async function serveFiles(
  fastify: FastifyInstance,
  page: PortalPage,
  folder: string,
): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  // The sign-out page has a route of its own: it looks at who comes.
  for (const path of Object.values(pages).filter((each) => each !== pages.signOut))
    fastify.get(path, (_request, reply) => void page.show(reply, 200));
}
