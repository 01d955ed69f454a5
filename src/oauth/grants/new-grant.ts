import type { Client, Grant, Person, Ports } from '../ports.js';
import { createIdentifier } from '../../common/identifiers.js';

/** No family of tokens outlives a year, however often it is refreshed. */
export const LONGEST_GRANT_MS = 365 * 86_400_000;

/** A grant at the start of its life. */
export function newGrant(
  ports: Pick<Ports, 'now' | 'policy'>,
  facts: Pick<Grant, 'kind' | 'profile' | 'scope'> & {
    client: Client;
    person?: Person;
    account?: string;
    authTime?: number;
    secondFactor?: boolean;
    resource?: string;
    keyThumbprint?: string;
    /** Seconds that its first access token lives; the refresh token outlives it. */
    accessTtl: number;
  },
): Grant {
  const now = ports.now();
  const { client, person } = facts;
  // Member by member: this is every token's way, and taking an object apart costs more than the rest.
  return {
    id: createIdentifier('', now),
    kind: facts.kind,
    profile: facts.profile,
    clientId: client.id,
    userId: person?.id,
    scope: facts.scope,
    account: facts.account,
    resource: facts.resource,
    keyThumbprint: facts.keyThumbprint,
    generation: 0,
    clientEpoch: client.epoch,
    userEpoch: person?.epoch ?? 0,
    authTime: facts.authTime ?? (person ? Math.floor(now / 1000) : 0),
    secondFactor: facts.secondFactor,
    createdAt: now,
    rotatedAt: now,
    expiresAt: refreshExpiry(ports, now, facts.accessTtl),
  };
}

/**
 * When a refresh token made now expires. Where access tokens live as long as refresh tokens, one
 * must still be able to refresh "before or after expiry", as Cyclr does.
 */
export function refreshExpiry(
  ports: Pick<Ports, 'now' | 'policy'>,
  createdAt: number,
  accessTtl: number,
): number {
  const { refreshTtl } = ports.policy();
  const seconds = accessTtl < refreshTtl ? refreshTtl : accessTtl + refreshTtl;
  return Math.min(ports.now() + seconds * 1000, createdAt + LONGEST_GRANT_MS);
}
