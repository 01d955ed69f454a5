import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import type { Client } from '../../oauth/ports.js';
import { isLoopback, redirectUriMatches } from '../../oauth/redirect-uri.js';

/**
 * Whether the person must prove again who they are (OpenID Connect Core §3.1.2.1). A session that is
 * younger than the request is always young enough.
 * @param signedInAt of the session, as `asked` in milliseconds since 1970
 * @param asked when the client asked
 */
export function mustSignInAgain(
  { prompt, maxAge }: AuthorizationRequest,
  signedInAt: number,
  asked: number,
): boolean {
  if (signedInAt >= asked) return false;
  return prompt === 'login' || (maxAge !== undefined && asked - signedInAt > maxAge * 1000);
}

/**
 * Whether it is certain that the app is the one that the person allowed. Any program on the person's
 * machine can pose as a public app there (RFC 8252 §8.6), so such an app asks every time; without a
 * page it may still be told what to do when the answer goes to a web address of its own.
 */
export function isProven({ redirectUri, prompt }: AuthorizationRequest, client: Client): boolean {
  const isConfidential = !client.authentication.includes('none');
  if (prompt === 'none') return isConfidential || redirectUri.startsWith('https:');
  return isConfidential && !isLoopback(redirectUri);
}

/** Whether the answer still goes to an address of the app: what was taken from it meanwhile gets none. */
export function isStillIts(client: Client, { device, redirectUri }: AuthorizationRequest): boolean {
  return (
    device !== undefined || client.redirectUris.some((uri) => redirectUriMatches(uri, redirectUri))
  );
}

/** Where an answer goes, for people: the host, or the private scheme of an app, whose host is none of the web. */
export function redirectHost(uri: string): string {
  const { host, protocol } = new URL(uri);
  return /^https?:$/.test(protocol) ? host : protocol.slice(0, -1);
}
