import type { IfMatch } from './if-match.js';

/** Who calls an operation, and what they may do now. */
export interface Caller {
  /** The person's id, or the app's key when it acts for itself. */
  subject: string;
  /** The person acted for, or who owns the app that acts for itself. */
  personId: string;
  /** The person, unless an app acts for itself. */
  userId?: string;
  /** The app's key; `gatehouse` for a login without an app. */
  clientId: string;
  /** The scopes that may be used now. */
  effectiveScopes: string[];
  /** The only account the token works for. */
  account?: string;
  /** The family of tokens, when a token was sent; an API key belongs to none. */
  grantId?: string;
  /** The portal session, when a cookie was sent. */
  sessionId?: string;
  /** Milliseconds since 1970: when the person of the portal session proved who they are. */
  signedInAt?: number;
  /**
   * Whether the person themself has logged in for this, for everything they may do: not an app, nor
   * a token that was made or narrowed for a purpose.
   */
  ownLogin: boolean;
  /** Milliseconds since 1970: when the person last proved who they are in this login of their own. */
  confirmedAt?: number;
  /** Whether the portal session, or the login, was opened with a second factor. */
  secondFactor: boolean;
  ip?: string;
  /** The only states that the change they ask for may replace. */
  ifMatch?: IfMatch;
}
