import { OAuthError } from './errors.js';
import type { Client, Ports } from './ports.js';

/** A grant keeps no longer one. */
const LONGEST = 2_048;

/**
 * The audience that a `resource` parameter asks for (RFC 8707 §2); nothing when it is Gatehouse
 * itself, the default. A bare origin may be written with its slash, as URL libraries do.
 * @throws OAuthError `invalid_target`
 */
export async function audienceFor(
  resource: string | undefined,
  { issuer, resources }: Pick<Ports, 'issuer' | 'resources'>,
  clientId?: string,
): Promise<string | undefined> {
  if (resource === undefined) return undefined;
  if (!isAbsolute(resource))
    throw invalidTarget('A resource is an absolute URI without a fragment.', clientId);
  const bare = /^[^:]+:\/\/[^/?]+\/$/.test(resource) ? resource.slice(0, -1) : resource;
  if (bare === issuer) return undefined;
  for (const spelling of new Set([resource, bare]))
    if (await resources.isKnown(spelling)) return spelling;
  throw invalidTarget('No active app has this resource as its URL.', clientId);
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
  if (url !== audience || audience === issuer) return false;
  return resources.isMeant(id, audience);
}

/** 400 `invalid_target` (RFC 8707 §2). */
export function invalidTarget(hint: string, clientId?: string): OAuthError {
  return new OAuthError('invalid_target', 'The resource is unknown or not available.', {
    hint,
    clientId,
  });
}

function isAbsolute(resource: string): boolean {
  return resource.length <= LONGEST && URL.canParse(resource) && !resource.includes('#');
}
