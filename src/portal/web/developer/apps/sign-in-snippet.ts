import type { App } from '../../api/types';

/**
 * The code flow with PKCE (RFC 7636) by hand, for an app that has no secret: the address to open, and
 * the request that swaps the code for tokens.
 * @param redirectUri one of the app's own
 */
export function signInSnippet(
  { appKey, scopes }: Pick<App, 'appKey' | 'scopes'>,
  redirectUri: string,
  origin: string,
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: appKey,
    redirect_uri: redirectUri,
    scope: scopes.join(' '),
    state: 'first-call',
    code_challenge_method: 'S256',
  });
  return `# 1. A secret of this one sign-in, and its fingerprint
VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary \\
  | openssl base64 -A | tr '+/' '-_' | tr -d '=')

# 2. Open this address, sign in and allow
echo '${origin}/authorization/authorize?${query.toString()}&code_challenge='"$CHALLENGE"

# 3. The browser comes back with ?code=…: paste it here
read -r -p 'code: ' CODE
curl -s ${origin}/authorization/token \\
  -d grant_type=authorization_code \\
  -d client_id=${appKey} \\
  --data-urlencode 'redirect_uri=${redirectUri.replaceAll("'", '%27')}' \\
  -d code_verifier="$VERIFIER" \\
  -d code="$CODE"
`;
}
