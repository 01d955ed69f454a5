import { invalidRequest, OAuthError } from './errors.js';
import type { Face } from './faces.js';
import { GRANTS } from './grants/index.js';

/**
 * The grant type of a token request, and how this endpoint serves it.
 * @throws OAuthError `invalid_request`, `unsupported_grant_type`
 */
export function selectGrant(face: Face, grantType: string | undefined) {
  if (!grantType) throw invalidRequest('grant_type is required.');
  const rule = Object.hasOwn(face.grants, grantType) ? face.grants[grantType] : undefined;
  const grant = GRANTS[grantType];
  if (!rule || !grant)
    throw new OAuthError('unsupported_grant_type', 'This endpoint does not serve that grant type.');
  return { rule, grant, grantType };
}
