import type { TokenRequest } from '../token-request.js';
import type { Credentials } from './client_secret_basic.js';

/** Whether the body carries a secret that means a secret at this token endpoint. */
export function presents({ parameters, rule }: TokenRequest): boolean {
  return parameters.client_secret !== undefined && rule.accountParameter !== 'client_secret';
}

/** Key and secret from the body (RFC 6749 §2.3.1). */
export function credentials({ parameters }: TokenRequest): Credentials[] {
  return [{ id: parameters.client_id ?? '', secret: parameters.client_secret ?? '' }];
}
