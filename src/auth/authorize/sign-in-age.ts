import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';

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
