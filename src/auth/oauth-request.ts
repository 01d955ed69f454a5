import { invalidRequest } from '../oauth/errors.js';
import { namesSecret, type Parameters, parametersFromJson } from '../oauth/parameters.js';
import type { OAuthMessage } from '../oauth/token-request.js';

/** What of an HTTP request the protocol looks at. */
export interface OAuthRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  query: unknown;
  body: unknown;
  ip: string;
}

/**
 * What a client sent. All of a POST is in its body. A GET, where the setting allows it, holds
 * credentials in the header alone.
 * @throws OAuthError `invalid_request`
 */
export function readMessage(request: OAuthRequest): OAuthMessage {
  return {
    parameters: request.method === 'GET' ? fromQuery(request) : fromBody(request),
    authorization: single(request.headers.authorization),
    dpop: single(request.headers.dpop),
    ip: request.ip,
  };
}

/** The parameters in a body: a form was read by the body parser already. */
export function bodyParameters({ headers, body }: Pick<OAuthRequest, 'headers' | 'body'>) {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(String(headers['content-type']));
  return isForm && body ? (body as Parameters) : parametersFromJson(body ?? {});
}

function fromBody(request: OAuthRequest): Parameters {
  if (Object.keys(request.query ?? {}).length > 0)
    throw invalidRequest('Parameters belong into the body, not into the URL.');
  return bodyParameters(request);
}

function fromQuery(request: OAuthRequest): Parameters {
  const query = (request.query ?? {}) as Record<string, unknown>;
  if (namesSecret(Object.keys(query)))
    throw invalidRequest('Credentials never belong into the URL.');
  return parametersFromJson({ grant_type: 'client_credentials', ...query });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
