import type { Sender } from '../client_authentication/index.js';
import type { Decision } from '../decision.js';
import type { Ports } from '../ports.js';
import type { TokenRequest } from '../token-request.js';
import * as authorizationCode from './authorization_code.js';
import * as clientCredentials from './client_credentials.js';
import * as deviceCode from './device_code.js';
import * as password from './password.js';
import * as refreshToken from './refresh_token.js';
import * as tokenExchange from './token_exchange.js';

/** A grant decides; it makes no token. */
export interface GrantType {
  decide(sender: Sender, request: TokenRequest, ports: Ports): Promise<Decision>;
}

/** The grants by their `grant_type`. */
export const GRANTS: Readonly<Record<string, GrantType>> = {
  authorization_code: authorizationCode,
  client_credentials: clientCredentials,
  password,
  refresh_token: refreshToken,
  'urn:ietf:params:oauth:grant-type:device_code': deviceCode,
  'urn:ietf:params:oauth:grant-type:token-exchange': tokenExchange,
};
