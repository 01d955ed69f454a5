import { namesSecret, type Parameters, parametersFromJson } from '../oauth/parameters.js';
import { invalidRequest } from '../oauth/errors.js';
import type { TokenRequest } from '../oauth/token-request.js';

/** What of an HTTP request the protocol looks at. */
export interface ProtocolRequest {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  query: unknown;
  body: unknown;
  ip: string;
}

/** What the protocol reads from a POST: everything from the body, nothing from the URL. */
export function readPost(request: ProtocolRequest): Omit<TokenRequest, 'rule' | 'face'> {
  if (Object.keys(request.query ?? {}).length > 0)
    throw invalidRequest('Parameters belong into the body, not into the URL.');
  return message(request, parametersFromJson(request.body ?? {}));
}

/** What the protocol reads from a GET where the setting allows it: credentials only in the header. */
export function readGet(request: ProtocolRequest): Omit<TokenRequest, 'rule' | 'face'> {
  const query = (request.query ?? {}) as Record<string, unknown>;
  if (namesSecret(Object.keys(query)))
    throw invalidRequest('Credentials never belong into the URL.');
  return message(request, parametersFromJson({ grant_type: 'client_credentials', ...query }));
}

function message(request: ProtocolRequest, parameters: Parameters) {
  return {
    parameters,
    authorization: single(request.headers.authorization),
    dpop: single(request.headers.dpop),
    ip: request.ip,
  };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
