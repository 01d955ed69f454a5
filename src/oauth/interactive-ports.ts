/** The ports of the grants in which a person decides: codes, devices, pushed requests. */

/**
 * What a client wants the person to be shown (OpenID Connect Core §3.1.2.1, Initiating User
 * Registration §4.1), the most demanding first.
 */
export const PROMPTS = ['none', 'login', 'create', 'select_account', 'consent'] as const;

export type Prompt = (typeof PROMPTS)[number];

/** How an answer travels (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode §2). */
export const RESPONSE_MODES = ['query', 'form_post'] as const;

export type ResponseMode = (typeof RESPONSE_MODES)[number];

/** An answer for a page that posts it. */
export interface PostedAnswer {
  redirectUri: string;
  members: Record<string, string>;
}

/** What an authorization request asks for, after every parameter was looked at. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  /** Whether the request named it; the token request must then name it again (RFC 6749 §4.1.3). */
  redirectUriSent: boolean;
  /** The names asked for. */
  scope: string[];
  account?: string;
  state?: string;
  /** In the query when missing. */
  responseMode?: ResponseMode;
  nonce?: string;
  /** S256 (RFC 7636 §4.2). */
  codeChallenge: string;
  resource?: string;
  /** Thumbprint of the key that the code is bound to (RFC 9449 §10). */
  keyThumbprint?: string;
  prompt?: Prompt;
  /** Seconds. */
  maxAge?: number;
  /** The person whom the client expects, by its `id_token_hint` or its `claims`. */
  subject?: string;
  /** What the ID token shall tell about the person, as far as the granted scopes allow it. */
  idTokenClaims?: string[];
  /** Set when the request comes from a device: the digest of its code. */
  device?: string;
}

/** What an authorization code stands for. */
export interface CodeFacts {
  request: AuthorizationRequest;
  userId: string;
  userEpoch: number;
  clientEpoch: number;
  /** What the person granted. */
  scope: string[];
  /** Seconds since 1970. */
  authTime: number;
  /** The id that the grant will have, so that a replay can end it. */
  grantId: string;
}

export interface Codes {
  /** Stores the code for `lifetimeMs`. */
  start(code: string, facts: CodeFacts, lifetimeMs: number): Promise<void>;
  /** `fresh` for exactly one caller, `replayed` ever after, `unknown` when expired or never made. */
  consume(
    code: string,
  ): Promise<{ outcome: 'fresh' | 'replayed'; facts: CodeFacts } | { outcome: 'unknown' }>;
}

/** What a device asked for, and what a person granted it. */
export interface DeviceFacts {
  clientId: string;
  scope: string[];
  account?: string;
  resource?: string;
  /** The person who entered the user code; nobody else can then. */
  enteredBy?: string;
  /** Set by approval. */
  userId?: string;
  userEpoch?: number;
  clientEpoch?: number;
  granted?: string[];
  authTime?: number;
}

export type DevicePoll =
  | { outcome: 'approved'; facts: DeviceFacts }
  | { outcome: 'pending' | 'too_fast' | 'denied' | 'expired' | 'unknown' };

export interface Devices {
  /** @param intervalSeconds between polls */
  start(
    codes: { deviceCode: string; userCode: string },
    facts: DeviceFacts,
    lifetimeMs: number,
    intervalSeconds: number,
  ): Promise<void>;
  /** One poll: `approved` for exactly one caller; polling too fast makes the interval longer. */
  poll(deviceCode: string, clientId: string): Promise<DevicePoll>;
}

export interface PushedRequests {
  /** Keeps a pushed request (RFC 9126) and tells its id. */
  push(request: AuthorizationRequest, lifetimeMs: number): Promise<string>;
  /** The request, for exactly one caller and its own client. */
  take(id: string, clientId: string): Promise<AuthorizationRequest | undefined>;
  /** The same request, which stays there. */
  look(id: string, clientId: string): Promise<AuthorizationRequest | undefined>;
}
