import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiQuery } from '@nestjs/swagger';

/** Parameters of an OAuth request, by name, with what each of them says. */
export type ApiParameters = Record<string, { description: string }>;

/** How a client authenticates; a Basic header or a signed JWT may stand in place of the secret. */
export const CLIENT_AUTHENTICATION: ApiParameters = {
  client_id: { description: 'The client ID, where no Basic header names it.' },
  client_secret: { description: 'The app secret, where no Basic header holds it.' },
  client_assertion_type: {
    description: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523)',
  },
  client_assertion: { description: 'A JWT signed by the app, in place of a secret.' },
};

/** What says for which token a request is (RFC 7009 §2.1, RFC 7662 §2.1). */
export const TOKEN_TO_LOOK_AT: ApiParameters = {
  token: { description: 'An access token or a refresh token.' },
  token_type_hint: { description: 'Not needed: every token tells its type.' },
  ...CLIENT_AUTHENTICATION,
};

/** What a device asks for (RFC 8628 §3.1). */
export const DEVICE_REQUEST: ApiParameters = {
  scope: { description: 'Space-separated; everything the app may have if missing.' },
  resource: { description: 'The API that the token is for (RFC 8707); Gatehouse if missing.' },
  ...CLIENT_AUTHENTICATION,
};

/** The parameters of an authorization request (RFC 6749 §4.1.1 and the extensions named here). */
export const AUTHORIZATION_REQUEST: ApiParameters = {
  response_type: { description: 'Always `code`.' },
  client_id: { description: 'The client ID.' },
  redirect_uri: { description: 'Where the answer goes; one of the app’s, compared exactly.' },
  scope: { description: 'Space-separated; everything the app may have if missing.' },
  state: { description: 'Comes back with the answer.' },
  code_challenge: { description: 'Of the code verifier (PKCE, RFC 7636 §4.2).' },
  code_challenge_method: { description: 'Always `S256`.' },
  response_mode: { description: '`query` or `form_post`; `query` if missing.' },
  nonce: { description: 'Comes back in the ID token (OpenID Connect Core §3.1.2.1).' },
  prompt: { description: '`none`, `login`, `consent`, `select_account` or `create`.' },
  max_age: { description: 'How many seconds ago the user may have signed in.' },
  id_token_hint: { description: 'An earlier ID token of the user who is expected.' },
  claims: { description: 'Which claims the ID token shall hold (OpenID Connect Core §5.5).' },
  resource: { description: 'The API that the token is for (RFC 8707); Gatehouse if missing.' },
  dpop_jkt: { description: 'The thumbprint of the key that the code is bound to (RFC 9449 §10).' },
};

const ANSWERED = {
  request_uri: { description: 'From a pushed request; stands for all others but `client_id`.' },
};

/** Describes the body of an OAuth request: an example, and what it must hold. */
export const ApiOAuthBody = (
  parameters: ApiParameters,
  example: Record<string, string>,
  required = Object.keys(example),
) => {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, { type: 'string', ...parameter }]),
  );
  return ApiBody({ schema: { type: 'object', required, properties, example } });
};

/** Describes the parameters of an authorization request in the address. */
export const ApiAuthorizationQuery = () =>
  applyDecorators(
    ...Object.entries({ ...AUTHORIZATION_REQUEST, ...ANSWERED }).map(([name, { description }]) =>
      ApiQuery({ name, type: String, required: name === 'client_id', description }),
    ),
  );

/** An app of the examples; the secret is none. */
export const EXAMPLE_CLIENT = {
  client_id: 'gate_app_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf',
  client_secret: 'the secret of the app',
};

export const EXAMPLE_TOKEN = 'gate_ref_0eVnCqYx3J7mZ2KpT9RwLd5HsB1aUf';

export const EXAMPLE_AUTHORIZATION = {
  response_type: 'code',
  client_id: EXAMPLE_CLIENT.client_id,
  redirect_uri: 'https://app.example.org/callback',
  scope: 'openid deliveries',
  state: 'af0ifjsldkj',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};
