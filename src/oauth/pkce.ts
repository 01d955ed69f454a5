import { createHash } from 'node:crypto';
import { sameText } from '../common/identifiers.js';

/** Whether the text can be an S256 challenge: 32 bytes in base64url (RFC 7636 §4.2). */
export function isChallenge(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** Whether the verifier is well made (RFC 7636 §4.1) and belongs to the challenge. */
export function verifierMatches(verifier: string | undefined, challenge: string): boolean {
  if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  return sameText(createHash('sha256').update(verifier).digest('base64url'), challenge);
}
