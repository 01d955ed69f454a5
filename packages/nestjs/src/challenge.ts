import { HttpException } from '@nestjs/common';
import type { Refusal } from './authenticator.js';
import type { GatehouseOptions } from './options.js';
import { PROOF_ALGORITHMS } from './proofs.js';

/** What both Express and Fastify can do with a header. */
export interface Reply {
  header(name: string, value: string): unknown;
}

/** Words the refusals of the guard, each with its challenge (RFC 6750 §3, RFC 9449 §7.1, RFC 9728 §5.1). */
export class Challenges {
  private readonly place: string;

  constructor({ audience, realm = 'api' }: GatehouseOptions) {
    this.place = `realm="${realm}", resource_metadata="${metadataUrl(audience)}"`;
  }

  /**
   * Nobody is authenticated. Without a token there is no error code (RFC 6750 §3.1); what is wrong with
   * one (malformed, expired, revoked, foreign) the answer does not say.
   */
  refusal(reply: Reply, why: Refusal): HttpException {
    if (why.refused === 'missing') return this.refuse(reply, 401, 'authentication_required', {});
    const error = why.refused;
    const isBearer = 'scheme' in why && why.scheme === 'Bearer';
    if (isBearer) return this.refuse(reply, 401, error, { error });
    const algs = PROOF_ALGORITHMS.join(' ');
    return this.refuse(reply, 401, error, { error, algs }, 'DPoP');
  }

  insufficientScope(reply: Reply, scopes: string[]): HttpException {
    const error = 'insufficient_scope';
    return this.refuse(reply, 403, error, { error, scope: scopes.join(' ') });
  }

  /** RFC 6750 §2: one way of sending the token, and never the query (RFC 9700 §4.3.2). */
  misplacedToken(reply: Reply): HttpException {
    return this.refuse(reply, 400, 'invalid_request', { error: 'invalid_request' });
  }

  private refuse(
    reply: Reply,
    status: number,
    error: string,
    more: Record<string, string>,
    scheme = 'Bearer',
  ): HttpException {
    const parameters = Object.entries(more).map(([name, value]) => `, ${name}="${value}"`);
    reply.header('WWW-Authenticate', `${scheme} ${this.place}${parameters.join('')}`);
    return new HttpException({ statusCode: status, error, message: MESSAGES[error] }, status);
  }
}

const MESSAGES: Record<string, string> = {
  authentication_required: 'This operation needs an access token.',
  invalid_token: 'The access token is not valid (any more), or not in this scheme.',
  invalid_dpop_proof: 'The token is bound to a key, and the request has no proof of it that holds.',
  insufficient_scope: 'The access token lacks a scope.',
  invalid_request: 'Send the token in the Authorization header alone.',
};

/** RFC 9728 §3.1: the well-known path goes between the resource's host and its path. */
function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}
