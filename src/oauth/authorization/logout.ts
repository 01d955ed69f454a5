import { invalidRequest } from '../errors.js';
import type { Ports } from '../ports.js';
import { redirectUriMatches } from '../redirect-uri.js';
import { namedClient } from './recipient.js';

/** What a client sends along with a person who signs out. */
export interface LogoutRequest {
  idTokenHint?: string;
  clientId?: string;
  postLogoutRedirectUri?: string;
  state?: string;
}

/** Where the person goes, if anywhere, and whom the hint was about. */
export interface LogoutTarget {
  redirectTo: string | null;
  subject?: string;
}

/**
 * OpenID Connect RP-Initiated Logout §2 and §3: the person goes only to an address that the client
 * has registered, compared exactly.
 * @throws OAuthError `invalid_request`
 */
export async function logoutTarget(request: LogoutRequest, ports: Ports): Promise<LogoutTarget> {
  const { idTokenHint, postLogoutRedirectUri: uri, state } = request;
  const hint = idTokenHint === undefined ? undefined : ports.signer.verify(idTokenHint, 'JWT');
  if (idTokenHint !== undefined && hint?.iss !== ports.issuer)
    throw invalidRequest('The id_token_hint is not ours.');
  const audience = hint && String(hint.aud);
  if (audience !== undefined && request.clientId !== undefined && audience !== request.clientId)
    throw invalidRequest('The id_token_hint was made for another client.');
  const subject = hint && String(hint.sub);
  if (uri === undefined) return { redirectTo: null, subject };
  const client = await namedClient(audience ?? request.clientId, ports);
  if (!client.postLogoutRedirectUris.some((registered) => redirectUriMatches(registered, uri)))
    throw invalidRequest('The post_logout_redirect_uri is not one that the app has registered.');
  return { redirectTo: withState(uri, state), subject };
}

function withState(uri: string, state: string | undefined): string {
  if (state === undefined) return uri;
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ state }).toString()}`;
}
