import type { GrantRule } from './token-profiles.js';
import type { Parameters } from './parameters.js';

/** What a client sent to an endpoint. */
export interface OAuthMessage {
  parameters: Parameters;
  /** The `Authorization` header. */
  authorization?: string;
  /** The `DPoP` header (RFC 9449). */
  dpop?: string;
  /** Where it came from, for throttling. */
  ip?: string;
}

/** A request to a token endpoint, after its grant type was found. */
export interface TokenRequest extends OAuthMessage {
  /** The profile's name; a refresh token works at its own token endpoint alone. */
  profile: string;
  rule: GrantRule;
  /** Thumbprint of the key whose proof came along, once it is spent. */
  keyThumbprint?: string;
}
