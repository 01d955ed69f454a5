import type { Claims, Ports } from '../ports.js';

/** Signs what an API is told about a caller: no access token, so its type is another one (RFC 8725 §3.11). */
export function assertion(claims: Claims, { signer, issuer }: Ports): string {
  return signer.sign({ iss: issuer, ...claims }, 'gate+jwt');
}
