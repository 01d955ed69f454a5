import { FACES } from './faces.js';
import { IDENTITY_SCOPES } from './scope.js';

/** RFC 8414 §2: what the authorization server can do, and nothing else. */
export function authorizationServerMetadata(issuer: string, scopes: string[]) {
  return {
    issuer,
    token_endpoint: `${issuer}${FACES.authorization.path}`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    revocation_endpoint: `${issuer}/authorization/revoke`,
    scopes_supported: [...IDENTITY_SCOPES, ...scopes],
    response_types_supported: [],
    grant_types_supported: Object.keys(FACES.authorization.grants),
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    revocation_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
      'none',
    ],
    service_documentation: `${issuer}/api/docs`,
  };
}

/** RFC 9728 §2: what a client must know to call our operations. */
export function protectedResourceMetadata(issuer: string, scopes: string[]) {
  return {
    resource: issuer,
    authorization_servers: [issuer],
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Gatehouse',
    resource_documentation: `${issuer}/api/docs`,
  };
}
