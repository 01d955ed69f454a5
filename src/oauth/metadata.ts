import { FACES } from './faces.js';
import { IDENTITY_SCOPES } from './scope.js';

/** RFC 8414 §2: what the authorization server can do, and nothing else. */
export function authorizationServerMetadata(issuer: string, scopes: string[]) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorization/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/authorization/par`,
    token_endpoint: `${issuer}${FACES.authorization.path}`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    revocation_endpoint: `${issuer}/authorization/revoke`,
    scopes_supported: [...IDENTITY_SCOPES, ...scopes],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
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

/** OpenID Connect Discovery §3, and RP-Initiated Logout §2.1: the same and what it adds. */
export function openidMetadata(issuer: string, scopes: string[]) {
  return {
    ...authorizationServerMetadata(issuer, scopes),
    userinfo_endpoint: `${issuer}/authorization/userinfo`,
    end_session_endpoint: `${issuer}/sign-out`,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    prompt_values_supported: ['none', 'login', 'consent'],
    claims_parameter_supported: false,
    claims_supported: [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'at_hash',
      'preferred_username',
      'email',
    ],
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
