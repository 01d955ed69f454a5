import type { Sender } from '../client_authentication/index.js';
import { invalidRequest } from '../errors.js';
import type { Parameters } from '../parameters.js';
import type { Ports } from '../ports.js';
import { namedClient } from './recipient.js';
import { validateAuthorization, type Validation } from './validate.js';

/** The answer to a pushed request (RFC 9126 §2.2). */
export interface PushedAnswer {
  request_uri: string;
  /** Seconds. */
  expires_in: number;
}

/** Where clients push their requests. */
export const PUSH_PATH = '/authorization/par';

const URN = 'urn:ietf:params:oauth:request_uri:';
const LIFETIME_SECONDS = 60;

/**
 * Keeps an authenticated client's authorization request, after the same look that the authorization
 * endpoint takes.
 * @throws OAuthError with everything that is wrong, since nobody is redirected from here
 */
export async function push(
  parameters: Parameters,
  { client }: Sender,
  ports: Ports,
): Promise<PushedAnswer> {
  if (parameters.request_uri !== undefined)
    throw invalidRequest('A pushed request does not name another one.');
  const { client_secret: _, client_assertion: __, ...asked } = parameters;
  const found = await validateAuthorization({ ...asked, client_id: client.id }, ports);
  if (found.outcome === 'refused') throw found.error;
  const id = await ports.pushedRequests.push(found.request, LIFETIME_SECONDS * 1000);
  return { request_uri: URN + id, expires_in: LIFETIME_SECONDS };
}

/**
 * The pushed request that the parameters name, for its first user; nothing when they name none.
 * @param use whether it is spent
 * @throws OAuthError, not to be redirected, when it is unknown, over, used or another client's
 */
export async function pushedRequest(
  { client_id: clientId, request_uri: uri }: Parameters,
  ports: Ports,
  use: 'take' | 'look',
): Promise<Validation | undefined> {
  if (!uri?.startsWith(URN)) return undefined;
  const client = await namedClient(clientId, ports);
  const request = await ports.pushedRequests[use](uri.slice(URN.length), client.id);
  if (!request) throw invalidRequest('The request_uri is unknown, expired or already used.');
  return { outcome: 'valid', request, client };
}
