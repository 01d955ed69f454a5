import type { ClientAuthenticationMethod } from '../../oauth/ports.js';

/** Every way to authenticate that a client may register for. */
const METHODS: readonly ClientAuthenticationMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
];

export const CODE = 'authorization_code';
export const CLIENT_CREDENTIALS = 'client_credentials';
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
export const REFRESH = 'refresh_token';

/** Not `password`, which is for the provider's own apps, and not `implicit`, which we do not have. */
export const GRANTS: readonly string[] = [
  CODE,
  REFRESH,
  CLIENT_CREDENTIALS,
  DEVICE_CODE,
  TOKEN_EXCHANGE,
];

/** What whoever registers has at most (RFC 7591 §3.2.1 lets a server give less than was asked). */
export interface Cap {
  methods: readonly ClientAuthenticationMethod[];
  /** The one for a client that names none of them. */
  usualMethod: ClientAuthenticationMethod;
  grantTypes: readonly string[];
}

/** All that a client can register for. */
export const WHOLE: Cap = {
  methods: METHODS,
  usualMethod: 'client_secret_basic',
  grantTypes: GRANTS,
};
