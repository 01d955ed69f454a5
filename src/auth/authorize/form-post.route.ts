import type { FastifyInstance } from 'fastify';
import { FORM_POST_PATH } from '../protocol-paths.js';
import type { FormPost, PageReply } from './form-post.js';

/** Serves the page that posts an answer: a page as those of the portal are, and no operation. */
export function serveFormPost(fastify: FastifyInstance, answers: FormPost): void {
  fastify.get(FORM_POST_PATH, (request, reply) => {
    answers.show((request.query as { answer?: unknown }).answer, reply as unknown as PageReply);
    return reply;
  });
}
