import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import { Public } from '../operations/decorators.js';
import { RouteFacts } from '../operations/route-facts.js';

interface Endpoint extends Pick<RouteFacts, 'crossOrigin' | 'token'> {
  /** Whether it reads forms beside JSON. */
  forms?: boolean;
  /** Of a successful answer. */
  status?: number;
}

/**
 * Makes a handler an endpoint of the protocol. It is open, since clients authenticate by what they
 * send, and its errors are worded as RFC 6749 §5.2 wants.
 */
export const OAuthEndpoint = ({ forms = true, status = 200, ...facts }: Endpoint = {}) =>
  applyDecorators(
    Public(),
    HttpCode(status),
    RouteFacts({ protocol: true, oauthErrors: true, forms, ...facts }),
    ...(forms ? [ApiConsumes('application/x-www-form-urlencoded', 'application/json')] : []),
  );
