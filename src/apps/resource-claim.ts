import { resourceKey } from '../oauth/resource-key.js';
import type { App } from './app.entity.js';

/** That an app is the resource server at its URL (RFC 8707), and since when. */
export type ResourceClaim = Pick<App, 'resourceKey' | 'resourceSince'>;

/**
 * The claim of an app as it is now. It counts from when the app was first active with this address, and
 * another spelling of the same address does not begin it anew.
 * @param before the claim that it had
 */
export function claimOf(
  { url, status }: Pick<App, 'url' | 'status'>,
  before: ResourceClaim,
  now: Date,
): ResourceClaim {
  const key = (url !== null && resourceKey(url)) || null;
  const since = key === before.resourceKey ? before.resourceSince : null;
  const begins = key !== null && status === 'active' ? now : null;
  return { resourceKey: key, resourceSince: since ?? begins };
}

/** The claim of an app that is being made. */
export const NO_CLAIM: ResourceClaim = { resourceKey: null, resourceSince: null };
