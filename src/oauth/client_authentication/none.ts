import type { TokenRequest } from '../token-request.js';

/**
 * Whether the request only says who it is: a public client has no secret to prove it with
 * (RFC 6749 §2.1). Anything else in the request that could prove more takes precedence.
 */
export function presents({ parameters }: TokenRequest): boolean {
  return parameters.client_id !== undefined;
}
