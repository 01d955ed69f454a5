import type { FaceGrant } from './faces.js';
import type { Parameters } from './parameters.js';

/** A request to a token endpoint, after its grant type was found on the face. */
export interface TokenRequest {
  /** The face's name; a refresh token works on its own face alone. */
  face: string;
  rule: FaceGrant;
  parameters: Parameters;
  /** The `Authorization` header. */
  authorization?: string;
  /** The `DPoP` header (RFC 9449). */
  dpop?: string;
  /** Thumbprint of the key whose proof came along, once it is spent. */
  keyThumbprint?: string;
  /** Where it came from, for throttling. */
  ip?: string;
}
