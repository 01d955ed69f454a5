import { redirectUriFault } from '../../oauth/redirect-uri.js';
import type { ClientMetadata } from '../client-registration/client-metadata.js';
import { fault, readClientMetadata, sentMembers } from '../client-registration/client-metadata.js';
import { type Cap, WHOLE } from '../client-registration/registered-grants.js';

const USUAL = { token_endpoint_auth_method: 'none' };
const CAP: Cap = { ...WHOLE, methods: ['none'] };

/**
 * Reads a client's metadata document. Such a client has no owner here, so it can prove
 * nothing but where its answers go: it is public, and acts for people alone.
 * @throws OAuthError, or SyntaxError when it is no JSON
 */
export function validateDocument(url: string, text: string): ClientMetadata {
  const members = sentMembers(JSON.parse(text));
  if (members.client_id !== url) throw fault('The document names another client_id.');
  if ('client_secret' in members || 'client_secret_expires_at' in members)
    throw fault('The document holds a secret.');
  const metadata = readClientMetadata({ ...USUAL, ...members, ...usableUris(members) }, CAP);
  if (metadata.authentication !== 'none')
    throw fault('A client that describes itself is a public client.');
  return metadata;
}

/** Nobody can change a document that lies elsewhere: an address that cannot be used is as if not named. */
function usableUris({ redirect_uris: uris }: Record<string, unknown>): object {
  if (!Array.isArray(uris)) return {};
  const isUsable = (uri: unknown) => typeof uri !== 'string' || redirectUriFault(uri) === undefined;
  return { redirect_uris: uris.filter(isUsable) };
}
