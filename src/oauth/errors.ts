/** The codes of RFC 6749 §4.1.2.1 and §5.2, and of the extensions we serve. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'unsupported_token_type'
  | 'mfa_required'
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token'
  | 'login_required'
  | 'consent_required'
  | 'interaction_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'invalid_client_metadata'
  | 'invalid_redirect_uri'
  | 'invalid_token'
  | 'temporarily_unavailable';

/**
 * A refusal of the protocol. The client's code reads `error`; its developer reads `description` on
 * the wire and, in the portal's activity, `hint`; our operator reads `cause` in the log. It captures
 * no stack: a refusal is an answer, and refusing must stay cheap under attack.
 */
export class OAuthError {
  /** For the client's developer, shown only in the portal to the app's owner. */
  hint?: string;
  /** The client it concerns, once one is known. */
  clientId?: string;
  /** For our operator, never sent. */
  cause?: unknown;
  /** Headers of the answer, such as a DPoP nonce. */
  headers?: Record<string, string>;
  /** Where another RFC wants another status than RFC 6749 §5.2. */
  ownStatus?: number;

  constructor(
    readonly error: OAuthErrorCode,
    readonly description: string,
    more: Pick<OAuthError, 'hint' | 'clientId' | 'cause' | 'headers' | 'ownStatus'> = {},
  ) {
    Object.assign(this, more);
  }

  /** 401 for the client's own authentication, else 400 (RFC 6749 §5.2). */
  get status(): number {
    if (this.ownStatus !== undefined) return this.ownStatus;
    if (this.error === 'temporarily_unavailable') return 503;
    return this.error === 'invalid_client' ? 401 : 400;
  }

  /** The body of the answer; only the characters that RFC 6749 §5.2 allows. */
  toBody(): { error: string; error_description: string } {
    const description = this.description
      .replace(/["“”‘’]/g, "'")
      .replace(/[^\x20-\x21\x23-\x5B\x5D-\x7E]/g, '?');
    return { error: this.error, error_description: description };
  }
}

/** 400 `invalid_request`: the request itself is not well made. */
export function invalidRequest(description: string): OAuthError {
  return new OAuthError('invalid_request', description);
}

/** 401 `invalid_client`: one answer for every reason, the hint tells the owner which it was. */
export function invalidClient(hint: string, clientId?: string): OAuthError {
  return new OAuthError('invalid_client', 'Client authentication failed.', { hint, clientId });
}

/** 400 `invalid_grant`: one answer for every reason, the hint tells the owner which it was. */
export function invalidGrant(hint: string, clientId?: string): OAuthError {
  return new OAuthError('invalid_grant', 'The grant is invalid, expired or already used.', {
    hint,
    clientId,
  });
}
