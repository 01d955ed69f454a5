import type { ClientMetadata } from '../registration/client-metadata.js';
import { fault, readClientMetadata } from '../registration/client-metadata.js';

/**
 * Reads a client's metadata document. Such a client has no owner in the house, so it can prove
 * nothing but where its answers go: it is public, and acts for people alone.
 * @throws OAuthError, or SyntaxError when it is no JSON
 */
export function validateDocument(url: string, text: string): ClientMetadata {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw fault('The document is no object.');
  const members = document as Record<string, unknown>;
  if (members.client_id !== url) throw fault('The document names another client_id.');
  if ('client_secret' in members || 'client_secret_expires_at' in members)
    throw fault('The document holds a secret.');
  const metadata = readClientMetadata({ token_endpoint_auth_method: 'none', ...members });
  if (metadata.authentication !== 'none')
    throw fault('A client that describes itself is a public client.');
  return metadata;
}
