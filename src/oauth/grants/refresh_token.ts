import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { invalidGrant, invalidRequest } from '../errors.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { effectiveScopes } from '../effective-scopes.js';
import type { TokenRequest } from '../token-request.js';
import { readRefreshToken, type RefreshToken } from '../tokens/refresh-token.js';
import { requireKey } from '../key-binding.js';
import { createdAtOf } from '../../common/identifiers.js';
import { livePerson } from './live-person.js';
import { LONGEST_GRANT_MS, refreshExpiry } from './new-grant.js';
import { audienceFor, invalidTarget } from '../resource.js';
import { isSameResource } from '../resource-key.js';
import { invalidScope, regrantedScope, wantedScope } from './requested-scope.js';
import { strayAround } from '../stray.js';

/**
 * Exchanges a refresh token for its successor (RFC 6749 §6, RFC 9700 §4.14.2). All conditions are
 * looked at before the rotation, which then happens for exactly one caller.
 */
export async function decide(
  sender: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  const { client } = sender;
  const presented = request.parameters.refresh_token;
  if (!presented) throw invalidRequest('refresh_token is required.');
  const token = readRefreshToken(presented, client, request.profile, ports);
  if (!token)
    throw invalidGrant(
      strayAround(presented, 'refreshToken')?.hint ??
        'The refresh token is not genuine or belongs to another client.',
      client.id,
    );

  const row = await ports.grants.find(token.grantId);
  const grant = row ?? unstoredGrant(token, client, request.profile);
  if (!grant) throw invalidGrant('The refresh token is unknown.', client.id);
  const person = await holder(grant, sender, request, ports);
  requireKey(grant, client, request.keyThumbprint);

  const { resource } = request.parameters;
  if (resource && !isSameResource(await audienceFor(resource, ports, client.id), grant.resource))
    throw invalidTarget('The refresh token is for another resource.', client.id);
  const available = effectiveScopes(grant.scope, client, person);
  const scope = await narrowed(request, grant, available, ports);
  const accessTtl = request.rule.accessTtl ?? ports.policy().accessTtl;
  const expiresAt = refreshExpiry(ports, grant.createdAt, accessTtl);
  const rotation = await ports.grants.rotate(
    grant,
    token.generation,
    expiresAt,
    row !== undefined,
    request.ip,
  );
  if (rotation.outcome === 'replayed')
    throw invalidGrant('A used refresh token came back; the whole family was ended.', client.id);
  if (rotation.outcome === 'over')
    throw invalidGrant('The refresh token has expired or was ended.', client.id);
  return {
    client,
    person,
    scope,
    grant: rotation.grant,
    row: 'stored',
    refreshToken: true,
    accessTtl,
    idToken: identifies(grant, scope) ? {} : undefined,
  };
}

/**
 * Whether an `id_token` comes along again (OpenID Connect Core §12.2): some clients stop without. A
 * nonce belongs to the authorization request alone.
 */
function identifies({ kind }: Grant, scope: string[]): boolean {
  return (kind === 'authorization_code' || kind === 'device_code') && scope.includes('openid');
}

/** The grant as its token tells it, for one that has left no row yet. */
export function unstoredGrant(
  token: RefreshToken,
  client: Client,
  profile: string,
): Grant | undefined {
  if (!token.content) return undefined;
  const createdAt = createdAtOf(token.grantId);
  return {
    id: token.grantId,
    kind: 'client_credentials',
    profile,
    clientId: client.id,
    ...token.content,
    generation: 0,
    clientEpoch: client.epoch,
    userEpoch: 0,
    authTime: 0,
    createdAt,
    rotatedAt: createdAt,
  };
}

/**
 * Everything that must still hold between grant, client and person.
 * @returns the person acted for; nobody when an app acts for itself
 */
export async function holder(
  grant: Grant,
  sender: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Person | undefined> {
  const { client } = sender;
  const refuse = (hint: string) => invalidGrant(hint, client.id);
  if (grant.clientId !== client.id || grant.profile !== request.profile)
    throw refuse('The refresh token belongs to another client or endpoint.');
  if (sender.person && sender.person.id !== grant.userId)
    throw refuse('The refresh token belongs to another person.');
  const person = await livePerson(grant, client, ports);
  if (Math.min(grant.expiresAt, grant.createdAt + LONGEST_GRANT_MS) <= ports.now())
    throw refuse('The refresh token has expired.');
  const named = request.rule.accountParameter && request.parameters[request.rule.accountParameter];
  if (named && named !== grant.account) throw refuse('The refresh token is for another account.');
  if (
    grant.account &&
    !(await ports.accounts.mayUse(grant.account, grant.userId ?? client.ownerId))
  )
    throw refuse('The account no longer exists or is no longer theirs.');
  return person;
}

/** A refresh may ask for less, never for more than the grant (RFC 6749 §6). */
async function narrowed(
  request: TokenRequest,
  grant: Grant,
  available: string[],
  ports: Ports,
): Promise<string[]> {
  const wanted = await wantedScope(request.parameters.scope, ports, grant.clientId);
  if (wanted.account && wanted.account !== grant.account)
    throw invalidScope('The refresh token is for another account.', grant.clientId);
  return regrantedScope(wanted.scope, available, grant.clientId);
}
