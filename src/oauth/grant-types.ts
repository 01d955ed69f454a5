import { OAuthError } from './errors.js';
import type { Client } from './ports.js';

/** Whether the client may use the grant: one that describes itself keeps to what it said. */
export function mayUse({ grantTypes }: Client, grantType: string): boolean {
  return grantTypes?.includes(grantType) ?? true;
}

/** @throws OAuthError `unauthorized_client` (RFC 6749 §4.1.2.1 and §5.2) */
export function requireGrantType(client: Client, grantType: string): void {
  if (mayUse(client, grantType)) return;
  throw new OAuthError('unauthorized_client', 'The client is not registered for this grant type.', {
    hint: `The app registered itself without the grant type ${grantType}.`,
    clientId: client.id,
  });
}
