/** Who calls, as the access token says. */
export interface Caller {
  /** The person's id, or the app's key when it acts for itself. */
  subject: string;
  /** The app's key. */
  clientId: string;
  /** What was granted. */
  scopes: string[];
  /** The only account the token works for. */
  account?: string;
  /** Seconds since 1970. */
  expiresAt?: number;
}
