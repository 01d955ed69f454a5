import { OAuthError, type OAuthErrorCode } from '../errors.js';
import type { ResponseMode } from '../interactive-ports.js';
import type { Ports } from '../ports.js';

/** Where the answer to an authorization request goes. */
export interface ReplyTo {
  redirectUri: string;
  state?: string;
  /** In the query when missing. */
  responseMode?: ResponseMode;
}

type Needs = Pick<Ports, 'issuer' | 'postingPage'>;

/**
 * Where the browser takes the answer, which always has `iss` (RFC 9207 §2): to the redirect URI with
 * the answer in its query, or to a page of ours that posts it there.
 */
export function responseUrl(
  { redirectUri, state, responseMode }: ReplyTo,
  { issuer, postingPage }: Needs,
  members: Record<string, string>,
): string {
  const all = { ...members, ...(state && { state }), iss: issuer };
  if (responseMode === 'form_post') return postingPage({ redirectUri, members: all });
  const answer = new URLSearchParams(all);
  const joint = !redirectUri.includes('?') ? '?' : /[?&]$/.test(redirectUri) ? '' : '&';
  return `${redirectUri}${joint}${answer.toString()}`;
}

/** The redirect that tells the client of a refusal (RFC 6749 §4.1.2.1). */
export function errorUrl(to: ReplyTo, ports: Needs, error: OAuthError): string {
  return responseUrl(to, ports, error.toBody());
}

/** A refusal that the client must hear about, since its redirect URI is trusted. */
export function refusal(error: OAuthErrorCode, description: string, clientId: string): OAuthError {
  return new OAuthError(error, description, { clientId });
}
