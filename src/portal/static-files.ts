import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ConsentQuery } from '../auth/authorize/consent.query.js';
import { pages } from './pages.js';
import type { AskingApp, PortalPage } from './portal-page.js';

/** A waiting request is decided on its own page; whoever has to sign in first comes back to it. */
const CONSENT = /^\/consent\/(\w+)$/;
const BEFORE_CONSENT: string[] = [pages.consent, pages.signIn, pages.register];

/** Serves the built portal: hashed files for a year, and one page for every address of it. */
export async function serveFiles(
  fastify: FastifyInstance,
  page: PortalPage,
  consents: ConsentQuery,
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
    fastify.get(path, async (request, reply) => {
      const asking = BEFORE_CONSENT.includes(path) && (await askingApp(request, consents));
      page.show(reply, 200, asking || undefined);
      return reply;
    });
}

/** The approved app whose request waits at the consent page that this address names. */
async function askingApp(
  { query, params }: FastifyRequest,
  consents: ConsentQuery,
): Promise<AskingApp | undefined> {
  const { id } = params as { id?: string };
  const { next } = query as { next?: unknown };
  const page = id === undefined ? next : `/consent/${id}`;
  const asked = typeof page === 'string' ? CONSENT.exec(page)?.[1] : undefined;
  if (asked === undefined) return undefined;
  // The page is shown in any case; without a database it says so itself.
  const name = await consents.approvedApp(asked).catch(() => undefined);
  return name === undefined ? undefined : { name, page: `/consent/${asked}` };
}
