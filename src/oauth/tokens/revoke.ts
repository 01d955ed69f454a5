import type { Sender } from '../client_authentication/index.js';
import { OAuthError } from '../errors.js';
import { unstoredGrant } from '../grants/refresh_token.js';
import type { Ports } from '../ports.js';
import { PREFIX } from '../../common/identifiers.js';
import { TOKEN_PROFILES } from '../token-profiles.js';
import { readRefreshToken } from './refresh-token.js';
import { verify } from './verify.js';
import type { TokenMemory } from './decoded-token.js';

/**
 * Ends a token (RFC 7009): a refresh token with its whole family, an access token or an API key alone. The hint
 * about the token's type is not needed. A token that is unknown or over is no fault (§2.2).
 * @throws OAuthError `unauthorized_client` when the token is another client's (§2.1)
 */
export async function revoke(
  token: string,
  sender: Sender,
  ports: Ports,
  memory: TokenMemory,
): Promise<void> {
  if (token.startsWith(PREFIX.refreshToken)) return revokeRefreshToken(token, sender, ports);
  const verified = await verify(token, ports, memory);
  if (!verified) return;
  if (
    verified.client.id !== sender.client.id ||
    (sender.person && sender.person.id !== verified.person?.id)
  )
    throw new OAuthError('unauthorized_client', 'The token belongs to another client.');
  const { apiKey, jti, grantId, expiresAt = 0 } = verified;
  if (apiKey) await ports.apiKeys.revoke(apiKey.id);
  else if (jti !== undefined) await ports.revokedTokens.add(jti, expiresAt * 1000);
  else if (grantId !== undefined) await ports.grants.revoke(grantId);
}

async function revokeRefreshToken(token: string, { client }: Sender, ports: Ports): Promise<void> {
  for (const { name } of Object.values(TOKEN_PROFILES)) {
    const read = readRefreshToken(token, client, name, ports);
    if (!read) continue;
    const grant = await ports.grants.find(read.grantId);
    const first = grant ? undefined : unstoredGrant(read, client, name);
    if ((grant ?? first)?.clientId !== client.id)
      throw new OAuthError('unauthorized_client', 'The token belongs to another client.');
    return ports.grants.revoke(read.grantId, first);
  }
}
