import { ID_TOKEN_ALGORITHMS } from '../../oauth/ports.js';
import { EXAMPLE_CLIENT } from '../oauth-parameters.openapi.js';
import { GRANTS } from './registered-grants.js';

const text = (description: string) => ({ type: 'string', description });
const texts = (description: string) => ({
  type: 'array',
  items: { type: 'string' },
  description,
});

const MEMBERS = {
  client_name: text('What users read on the consent page.'),
  client_uri: text('A web page about the client.'),
  redirect_uris: texts('Where answers may go; compared exactly.'),
  post_logout_redirect_uris: texts('Where users may go after signing out.'),
  scope: text('Space-separated; everything it can have if missing.'),
  grant_types: {
    type: 'array',
    items: { type: 'string', enum: [...GRANTS] },
    description: 'The grant types it uses.',
  },
  response_types: texts('Always `code`, with `authorization_code`.'),
  token_endpoint_auth_method: {
    type: 'string',
    enum: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  },
  application_type: { type: 'string', enum: ['web', 'native'] },
  jwks: { type: 'object', description: 'Its public keys, for private_key_jwt.' },
  dpop_bound_access_tokens: { type: 'boolean' },
  id_token_signed_response_alg: { type: 'string', enum: [...ID_TOKEN_ALGORITHMS] },
};

const EXAMPLE = {
  client_name: 'Route planner',
  redirect_uris: ['https://app.example.org/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'client_secret_basic',
  scope: 'openid deliveries',
};

/** What a client says of itself (RFC 7591 §2); members that are not known have no effect. */
export const CLIENT_METADATA = { type: 'object', properties: MEMBERS, example: EXAMPLE };

/** What was registered (RFC 7591 §3.2.1). */
export const REGISTERED_CLIENT = {
  type: 'object',
  required: ['client_id', 'client_id_issued_at'],
  properties: {
    client_id: text('The client ID.'),
    client_id_issued_at: { type: 'integer', description: 'Seconds since 1970.' },
    client_secret: text('Shown once; missing where the client has none.'),
    client_secret_expires_at: { type: 'integer', description: 'Always 0: it does not expire.' },
    ...MEMBERS,
  },
  example: { ...EXAMPLE_CLIENT, client_id_issued_at: 1_795_856_400, ...EXAMPLE },
};
