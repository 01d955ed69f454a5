import type { FastifyInstance } from 'fastify';
import type { AuthorizationServer } from '../oauth/authorization-server.js';

/** Every answer to a proof with an old nonce tells the next one, whatever was asked. */
export function tellNextNonces(fastify: FastifyInstance, server: AuthorizationServer): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const proof = request.headers.dpop;
    const isTold = typeof proof !== 'string' || reply.hasHeader('dpop-nonce');
    const nonce = isTold ? undefined : server.nextNonce(proof);
    if (nonce !== undefined) reply.header('dpop-nonce', nonce);
    done(null, payload);
  });
}
