import { OAuthError, type OAuthErrorCode } from '../errors.js';

/** Where the answer to an authorization request goes. */
export interface ReplyTo {
  redirectUri: string;
  state?: string;
}

/** The redirect URI with the answer in its query, and always with `iss` (RFC 9207 §2). */
export function responseUrl(
  { redirectUri, state }: ReplyTo,
  issuer: string,
  members: Record<string, string>,
): string {
  const answer = new URLSearchParams({ ...members, ...(state && { state }), iss: issuer });
  const joint = !redirectUri.includes('?') ? '?' : /[?&]$/.test(redirectUri) ? '' : '&';
  return `${redirectUri}${joint}${answer.toString()}`;
}

/** The redirect that tells the client of a refusal (RFC 6749 §4.1.2.1). */
export function errorUrl(to: ReplyTo, issuer: string, error: OAuthError): string {
  return responseUrl(to, issuer, error.toBody());
}

/** A refusal that the client must hear about, since its redirect URI is trusted. */
export function refusal(error: OAuthErrorCode, description: string, clientId: string): OAuthError {
  return new OAuthError(error, description, { clientId });
}
