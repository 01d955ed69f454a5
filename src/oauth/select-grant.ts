import { invalidRequest, OAuthError } from './errors.js';
import type { TokenProfile } from './token-profiles.js';
import { GRANTS } from './grants/index.js';

/**
 * The grant type of a token request, and how this endpoint serves it.
 * @throws OAuthError `invalid_request`, `unsupported_grant_type`
 */
export function selectGrant(profile: TokenProfile, grantType: string | undefined) {
  if (!grantType) throw invalidRequest('grant_type is required.');
  const rule = Object.hasOwn(profile.grants, grantType) ? profile.grants[grantType] : undefined;
  const grant = GRANTS[grantType];
  if (!rule || !grant)
    throw new OAuthError('unsupported_grant_type', 'This endpoint does not serve that grant type.');
  return { rule, grant, grantType };
}
