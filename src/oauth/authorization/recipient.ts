import { invalidRequest, OAuthError } from '../errors.js';
import { namesSecret, type Parameters } from '../parameters.js';
import type { Client, Ports } from '../ports.js';
import { redirectUriMatches } from '../redirect-uri.js';
import { parseScope } from '../scope.js';
import { isWellFormed, PREFIX } from '../../common/identifiers.js';

/** Who asks, and where the answer may safely go. */
export interface Recipient {
  client: Client;
  redirectUri: string;
  /** Whether the request named it. */
  sent: boolean;
}

/**
 * The client and its redirect URI. Until both are certain nothing may be sent anywhere: an error
 * here is for the person alone (RFC 6749 §4.1.2.1).
 * @throws OAuthError `invalid_request`, never to be redirected
 */
export async function recipientOf(
  parameters: Parameters,
  ports: Pick<Ports, 'clients'>,
): Promise<Recipient> {
  if (namesSecret(Object.keys(parameters)))
    throw invalidRequest('Secrets and tokens never belong into an authorization request.');
  const client = await namedClient(parameters.client_id, ports);
  const asked = parameters.redirect_uri;
  if (asked !== undefined) {
    if (!client.redirectUris.some((registered) => redirectUriMatches(registered, asked)))
      throw distrusted('The redirect_uri is not one that the app has registered.', client.id);
    return { client, redirectUri: asked, sent: true };
  }
  const [only, ...others] = client.redirectUris;
  // OpenID Connect Core §3.1.2.1 wants it named in any case.
  if (only === undefined || others.length > 0 || isOpenId(parameters))
    throw distrusted('The redirect_uri is missing.', client.id);
  return { client, redirectUri: only, sent: false };
}

/** The active client of this name; an app's key, or the address of its metadata. */
export async function namedClient(
  clientId: string | undefined,
  { clients }: Pick<Ports, 'clients'>,
): Promise<Client> {
  if (clientId === undefined) throw invalidRequest('The client_id is missing.');
  const known = isWellFormed(clientId, PREFIX.app) || clientId.startsWith('https://');
  const client = known ? await clients.find(clientId) : undefined;
  if (!client) throw invalidRequest('No active app has this client_id.');
  return client;
}

function isOpenId({ scope }: Parameters): boolean {
  return parseScope(scope ?? '').includes('openid');
}

function distrusted(description: string, clientId: string): OAuthError {
  return new OAuthError('invalid_request', description, { clientId });
}
