import { RESPONSE_MODES } from './interactive-ports.js';
import { CONFIDENTIAL } from './client_authentication/index.js';
import { DPOP_ALGORITHMS } from './dpop.js';
import { TOKEN_PROFILES } from './token-profiles.js';
import { PROMPTS } from './interactive-ports.js';
import { PERSON_CLAIMS } from './person-claims.js';
import { ID_TOKEN_ALGORITHMS } from './ports.js';
import { IDENTITY_SCOPES } from './scope.js';
import { CLIENT_ALGORITHMS } from './signed-jwt.js';

/**
 * What the authorization server can do, and nothing else (RFC 8414 §2, OpenID Connect Discovery §3,
 * RP-Initiated Logout §2.1). One document for both addresses: a client reads whichever it finds first.
 * @param registration whether programs may register themselves now
 */
export function serverMetadata(issuer: string, scopes: string[], registration: boolean) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorization/authorize`,
    pushed_authorization_request_endpoint: `${issuer}/authorization/par`,
    token_endpoint: `${issuer}${TOKEN_PROFILES.authorization.path}`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    revocation_endpoint: `${issuer}/authorization/revoke`,
    scopes_supported: [...IDENTITY_SCOPES, ...scopes],
    response_types_supported: ['code'],
    response_modes_supported: RESPONSE_MODES,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    grant_types_supported: Object.keys(TOKEN_PROFILES.authorization.grants),
    token_endpoint_auth_methods_supported: [...CONFIDENTIAL, 'none'],
    token_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS,
    revocation_endpoint_auth_methods_supported: [...CONFIDENTIAL, 'none'],
    revocation_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS,
    introspection_endpoint: `${issuer}/authorization/introspect`,
    introspection_endpoint_auth_methods_supported: CONFIDENTIAL,
    introspection_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS,
    device_authorization_endpoint: `${issuer}/authorization/device`,
    dpop_signing_alg_values_supported: DPOP_ALGORITHMS,
    client_id_metadata_document_supported: true,
    ...(registration && { registration_endpoint: `${issuer}/authorization/register` }),
    service_documentation: `${issuer}/api/docs`,
    userinfo_endpoint: `${issuer}/authorization/userinfo`,
    end_session_endpoint: `${issuer}/sign-out`,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ID_TOKEN_ALGORITHMS,
    prompt_values_supported: PROMPTS,
    claims_parameter_supported: true,
    claims_supported: [
      'iss',
      'sub',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'at_hash',
      ...PERSON_CLAIMS,
    ],
  };
}

/**
 * RFC 9728 §2: what a client must know to call our operations, or those of an API behind the gate.
 * @param api its address and its name for people
 */
export function protectedResourceMetadata(
  issuer: string,
  scopes: string[],
  api = { url: issuer, name: 'Gatehouse' },
) {
  return {
    resource: api.url,
    authorization_servers: [issuer],
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: api.name,
    resource_documentation: `${issuer}/${api.url === issuer ? 'api/docs' : 'reference'}`,
  };
}
