import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import { invalidGrant, invalidRequest } from '../errors.js';
import { verifierMatches } from '../pkce.js';
import type { Client, Grant, Ports } from '../ports.js';
import type { CodeFacts } from '../interactive-ports.js';
import { audienceFor, invalidTarget } from '../resource.js';
import { isSameResource } from '../resource-key.js';
import type { TokenRequest } from '../token-request.js';
import { liveConsent } from './live-person.js';
import { LONGEST_GRANT_MS, refreshExpiry } from './new-grant.js';
import { strayAround } from '../stray.js';

/**
 * Exchanges a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.6). The code is used up before anything
 * about it is looked at: what a stranger presents has leaked, and nobody may try twice.
 */
export async function decide(
  sender: Sender,
  request: TokenRequest,
  ports: Ports,
): Promise<Decision> {
  const { client } = sender;
  const { code } = request.parameters;
  if (!code) throw invalidRequest('code is required.');
  const found = await ports.codes.consume(code);
  if (found.outcome === 'unknown')
    throw invalidGrant(
      strayAround(code, 'authorizationCode')?.hint ?? 'The code is unknown or has expired.',
      client.id,
    );
  const { facts } = found;
  const accessTtl = request.rule.accessTtl ?? ports.policy().accessTtl;
  const grant = grantOf(facts, request.profile, accessTtl, ports);
  if (found.outcome === 'replayed') {
    // Whoever came first may still be on the way to their tokens: the row is made, ended (§4.1.2).
    await ports.grants.revokeReplayed(grant, request.ip);
    throw invalidGrant('The code was used before; what it gave was ended.', client.id);
  }
  requireSameRequest(facts, client, request);
  const { account } = facts.request;
  const { person, scope } = await liveConsent({ ...facts, account }, client, ports);
  await requireSameAudience(facts, request, ports);
  const { nonce, idTokenClaims: claims } = facts.request;
  const idToken = facts.scope.includes('openid') ? { nonce, claims } : undefined;
  return {
    client,
    person,
    scope,
    grant,
    row: 'new',
    refreshToken: request.rule.refreshToken,
    accessTtl,
    idToken,
  };
}

function grantOf(facts: CodeFacts, profile: string, accessTtl: number, ports: Ports): Grant {
  const now = ports.now();
  const { clientId, account, resource, keyThumbprint } = facts.request;
  return {
    id: facts.grantId,
    kind: 'authorization_code',
    profile,
    clientId,
    userId: facts.userId,
    scope: facts.scope,
    account,
    resource,
    keyThumbprint,
    generation: 0,
    clientEpoch: facts.clientEpoch,
    userEpoch: facts.userEpoch,
    authTime: facts.authTime,
    createdAt: now,
    rotatedAt: now,
    expiresAt: Math.min(refreshExpiry(ports, now, accessTtl), now + LONGEST_GRANT_MS),
  };
}

/** The code comes from the client it was made for, on the way it was asked for. */
function requireSameRequest(facts: CodeFacts, client: Client, { parameters }: TokenRequest): void {
  const { clientId, redirectUri, redirectUriSent, codeChallenge } = facts.request;
  const refuse = (hint: string) => invalidGrant(hint, client.id);
  if (clientId !== client.id) throw refuse('The code was made for another client; it is void now.');
  const sent = parameters.redirect_uri;
  if (redirectUriSent ? sent !== redirectUri : (sent ?? redirectUri) !== redirectUri)
    throw refuse('The redirect_uri is not the one that the code was sent to.');
  if (!verifierMatches(parameters.code_verifier, codeChallenge))
    throw refuse('The code_verifier is missing or does not match the code_challenge.');
}

/** One audience per token: the one the person saw (RFC 8707 §2.2). */
async function requireSameAudience(
  facts: CodeFacts,
  { parameters }: TokenRequest,
  ports: Ports,
): Promise<void> {
  if (parameters.resource === undefined) return;
  const { clientId, resource } = facts.request;
  if (!isSameResource(await audienceFor(parameters.resource, ports, clientId), resource))
    throw invalidTarget('The code was granted for another resource.', clientId);
}
