import type { Client, Grant, Person } from './ports.js';

/** What a grant decided; `tokens/issue` makes tokens of it. */
export interface Decision {
  client: Client;
  /** Missing when an app acts for itself. */
  person?: Person;
  /** What the access token says was granted. */
  scope: string[];
  /** The family the tokens belong to. */
  grant: Grant;
  /**
   * How far the grant is kept: `new` gets its row now, `stored` has one already, `unstored` gets one
   * when its refresh token is first used.
   */
  row: 'new' | 'stored' | 'unstored';
  refreshToken: boolean;
  /** Seconds. */
  accessTtl: number;
  /** Set when the client also learns who the person is (OpenID Connect Core §2). */
  idToken?: { nonce?: string; claims?: string[] };
  /** Who acts for the person, and who acted before (RFC 8693 §4.1). */
  act?: { sub: string; act?: unknown };
  /** The `jti`s of the tokens that this one was exchanged from: it ends with each of them. */
  exchangedFrom?: string[];
  /** Set when a token was exchanged (RFC 8693 §2.2.1). */
  issuedTokenType?: string;
}
