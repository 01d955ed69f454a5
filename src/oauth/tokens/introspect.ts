import { effectiveScopes } from '../effective-scopes.js';
import { OAuthError } from '../errors.js';
import { TOKEN_PROFILES } from '../token-profiles.js';
import { holder, unstoredGrant } from '../grants/refresh_token.js';
import type { Client, Grant, Person, Ports } from '../ports.js';
import { isAudience } from '../resource.js';
import { covers } from '../scope.js';
import { PREFIX } from '../../common/identifiers.js';
import { readRefreshToken } from './refresh-token.js';
import type { Verified } from './principal.js';
import { verify } from './verify.js';
import type { TokenMemory } from './decoded-token.js';

/** What lets an app look at every token: the operation that shows live grants to administrators. */
const EVERY_TOKEN = 'backend.token.get';

/** RFC 7662 §2.2. All that is not live, and all that is not theirs to know, looks the same. */
export type Introspection = { active: false } | ({ active: true } & Record<string, unknown>);

/**
 * The state of a token, for the client it was made for, the app it is meant for, or one that may see
 * all. The hint about the token's type is not needed.
 */
export async function introspect(
  token: string,
  client: Client,
  ports: Ports,
  memory: TokenMemory,
): Promise<Introspection> {
  if (token.startsWith(PREFIX.refreshToken)) return ofRefreshToken(token, client, ports);
  const verified = await verify(token, ports, memory);
  if (!verified || !(await mayKnow(client, verified, ports))) return { active: false };
  return {
    active: true,
    scope: verified.effectiveScopes.join(' '),
    client_id: verified.client.id,
    ...(verified.person && { username: verified.person.username }),
    token_type: verified.keyThumbprint ? 'DPoP' : 'Bearer',
    ...(verified.expiresAt !== undefined && { exp: verified.expiresAt }),
    iat: verified.issuedAt,
    sub: verified.subject,
    aud: verified.audience,
    iss: ports.issuer,
    ...(verified.jti && { jti: verified.jti }),
    ...(verified.account && { account: verified.account }),
    ...(verified.keyThumbprint && { cnf: { jkt: verified.keyThumbprint } }),
    ...(verified.act !== undefined && { act: verified.act }),
  };
}

async function mayKnow(client: Client, token: Verified, ports: Ports): Promise<boolean> {
  return (
    token.client.id === client.id ||
    covers(client.scope, EVERY_TOKEN) ||
    (await isAudience(client, token.audience, ports))
  );
}

/** A refresh token is between us and its own client; nobody else can make use of its state. */
async function ofRefreshToken(token: string, client: Client, ports: Ports): Promise<Introspection> {
  for (const profile of Object.values(TOKEN_PROFILES)) {
    const read = readRefreshToken(token, client, profile.name, ports);
    if (!read) continue;
    const grant =
      (await ports.grants.find(read.grantId)) ?? unstoredGrant(read, client, profile.name);
    if (!grant || grant.endedAt !== undefined || grant.generation !== read.generation) continue;
    const live = await holderOf(grant, client, profile.name, ports);
    if (live) return describeRefreshToken(grant, client, live.person, ports);
  }
  return { active: false };
}

/** Who holds the grant, by the rules of a refresh; nothing when a refresh would be refused. */
async function holderOf(
  grant: Grant,
  client: Client,
  profile: string,
  ports: Ports,
): Promise<{ person?: Person } | undefined> {
  const rule = { refreshToken: true, answer: () => ({}) };
  try {
    return { person: await holder(grant, { client }, { profile, rule, parameters: {} }, ports) };
  } catch (error) {
    if (error instanceof OAuthError) return undefined;
    throw error;
  }
}

function describeRefreshToken(
  grant: Grant,
  client: Client,
  person: Person | undefined,
  { issuer }: Ports,
): Introspection {
  return {
    active: true,
    scope: effectiveScopes(grant.scope, client, person).join(' '),
    client_id: client.id,
    ...(person && { username: person.username }),
    token_type: 'refresh_token',
    exp: Math.floor(grant.expiresAt / 1000),
    iat: Math.floor(grant.rotatedAt / 1000),
    sub: person?.id ?? client.id,
    aud: issuer,
    iss: issuer,
    ...(grant.account && { account: grant.account }),
    ...(grant.keyThumbprint && { cnf: { jkt: grant.keyThumbprint } }),
  };
}
