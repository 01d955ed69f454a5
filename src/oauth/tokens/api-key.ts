import { then } from '../at-once.js';
import { effectiveScopes } from '../effective-scopes.js';
import type { ApiKey } from '../api-keys.js';
import type { Client, Ports } from '../ports.js';
import type { Verified } from './principal.js';

/** Whether the text is written as a JWT, such as our access tokens: three parts, and first an object. */
export function isWrittenAsJwt(text: string): boolean {
  const dot = text.indexOf('.');
  const second = text.indexOf('.', dot + 1);
  return text.startsWith('eyJ') && dot > 0 && second > 0 && !text.includes('.', second + 1);
}

/** What was said of a key last, while its client is the same object: neither changes in place. */
const verifiedLast = new WeakMap<ApiKey, { client: Client; verified: Verified }>();

/**
 * What a live API key may do now: it acts as its app, for itself. An app whose tokens must be bound to
 * a key pair (RFC 9449) has no API keys, since whoever copies one can use it; nor has a public one.
 * @param text the key as it was presented
 */
export function verifyApiKey(
  key: ApiKey,
  text: string,
  ports: Ports,
): Verified | undefined | Promise<Verified | undefined> {
  return then(ports.clients.find(key.clientId), (client) => {
    if (!client || client.dpop || client.authentication.includes('none')) return undefined;
    if (client.account === undefined) return verifiedOf(key, text, client, ports);
    return then(ports.accounts.mayUse(client.account, client.ownerId), (mayUse) =>
      mayUse ? verifiedOf(key, text, client, ports) : undefined,
    );
  });
}

function verifiedOf(key: ApiKey, text: string, client: Client, { issuer }: Ports): Verified {
  const last = verifiedLast.get(key);
  if (last?.client === client) return last.verified;
  const { id, scope, createdAt, expiresAt, tail = text.slice(-4) } = key;
  const verified = {
    client,
    subject: client.id,
    scope,
    account: client.account,
    effectiveScopes: effectiveScopes(scope, client),
    audience: issuer,
    lineage: [],
    issuedAt: Math.floor(createdAt / 1000),
    expiresAt: expiresAt === undefined ? undefined : Math.floor(expiresAt / 1000),
    ownLogin: false,
    secondFactor: false,
    personal: false,
    apiKey: { id, tail },
  };
  verifiedLast.set(key, { client, verified });
  return verified;
}
