import { HttpException } from '@nestjs/common';
import type { GatehouseOptions } from './options.js';

/** What both Express and Fastify can do with a header. */
export interface Reply {
  header(name: string, value: string): unknown;
}

/** The refusals of the guard, each with its challenge (RFC 6750 §3, RFC 9728 §5.1). */
export class Challenges {
  private readonly base: string;

  constructor({ audience, realm = 'api' }: GatehouseOptions) {
    this.base = `Bearer realm="${realm}", resource_metadata="${metadataUrl(audience)}"`;
  }

  /** No token at all: RFC 6750 §3.1 wants no error code then. */
  missing(reply: Reply): HttpException {
    return this.refuse(reply, 401, 'authentication_required', {});
  }

  /** Malformed, expired, revoked or foreign: the answer does not say which. */
  invalidToken(reply: Reply): HttpException {
    return this.refuse(reply, 401, 'invalid_token', { error: 'invalid_token' });
  }

  insufficientScope(reply: Reply, scopes: string[]): HttpException {
    const error = 'insufficient_scope';
    return this.refuse(reply, 403, error, { error, scope: scopes.join(' ') });
  }

  /** RFC 6750 §2: one way of sending the token, and never the query (RFC 9700 §4.3.2). */
  misplacedToken(reply: Reply): HttpException {
    return this.refuse(reply, 400, 'invalid_request', { error: 'invalid_request' });
  }

  private refuse(reply: Reply, status: number, error: string, more: Record<string, string>) {
    const parameters = Object.entries(more).map(([name, value]) => `, ${name}="${value}"`);
    reply.header('WWW-Authenticate', this.base + parameters.join(''));
    return new HttpException({ statusCode: status, error, message: MESSAGES[error] }, status);
  }
}

const MESSAGES: Record<string, string> = {
  authentication_required: 'This operation needs an access token.',
  invalid_token: 'The access token is not valid (any more).',
  insufficient_scope: 'The access token lacks a scope.',
  invalid_request: 'Send the token in the Authorization header alone.',
};

/** RFC 9728 §3.1: the well-known path goes between the resource's host and its path. */
function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}
