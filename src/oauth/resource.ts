import { OAuthError } from './errors.js';
import type { Client, Ports } from './ports.js';
import { isSameResource, resourceKey } from './resource-key.js';

/**
 * The audience that a `resource` parameter asks for (RFC 8707 §2), as the app that has it spells its
 * URL; nothing when it is Gatehouse itself, the default.
 * @throws OAuthError `invalid_target`
 */
export async function audienceFor(
  resource: string | undefined,
  { issuer, resources }: Pick<Ports, 'issuer' | 'resources'>,
  clientId?: string,
): Promise<string | undefined> {
  if (resource === undefined) return undefined;
  const key = resourceKey(resource);
  if (key === undefined)
    throw invalidTarget('A resource is one absolute URI without a fragment.', clientId);
  if (isSameResource(resource, issuer)) return undefined;
  const url = await resources.urlOf(key);
  if (url === undefined)
    throw invalidTarget('No active app has this resource as its URL.', clientId);
  return url;
}

/**
 * Whether tokens with this audience are made for the app, since it has that URL. No app can become us
 * by taking our URL.
 */
export async function isAudience(
  { id, url }: Client,
  audience: string,
  { issuer, resources }: Pick<Ports, 'issuer' | 'resources'>,
): Promise<boolean> {
  if (!isSameResource(url, audience) || isSameResource(audience, issuer)) return false;
  const key = resourceKey(audience);
  return key !== undefined && resources.isMeant(id, key);
}

/** 400 `invalid_target` (RFC 8707 §2). */
export function invalidTarget(hint: string, clientId?: string): OAuthError {
  return new OAuthError('invalid_target', 'The resource is unknown or not available.', {
    hint,
    clientId,
  });
}
