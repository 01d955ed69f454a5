import type { Parameters } from '../parameters.js';
import { PERSON_CLAIMS } from '../person-claims.js';
import { refusal } from './response.js';

/** What the `claims` parameter asks for. */
export interface RequestedClaims {
  /** The claims about the person that the ID token shall hold too. */
  idToken: string[];
  /** The only person whom the client takes. */
  subject?: string;
}

/**
 * Reads the `claims` parameter (OpenID Connect Core §5.5). Userinfo tells what the scopes allow in any
 * case, and what we do not know is voluntary: it is left out (§5.5.1).
 * @throws OAuthError `invalid_request` when it is no JSON object
 */
export function requestedClaims({ claims }: Parameters, clientId: string): RequestedClaims {
  if (claims === undefined) return { idToken: [] };
  const wanted = membersOf(parsed(claims));
  if (!wanted) throw refusal('invalid_request', 'The claims are not a JSON object.', clientId);
  const idToken = membersOf(wanted.id_token) ?? {};
  const subject = membersOf(idToken.sub)?.value;
  return {
    idToken: PERSON_CLAIMS.filter((name) => Object.hasOwn(idToken, name)),
    ...(typeof subject === 'string' && { subject }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function membersOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
