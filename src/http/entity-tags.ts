import type { FastifyInstance } from 'fastify';
import { tagOn } from '../common/entity-tag.js';

/** Writes the entity tag of what is answered, whichever operation answers it (RFC 9110 §8.8.3). */
export function writeEntityTags(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, answer: unknown, done) => {
    const tag = tagOn(answer);
    if (tag) reply.header('etag', tag);
    done(null, answer);
  });
}
