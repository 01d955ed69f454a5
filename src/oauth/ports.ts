import type { ApiKeys } from './api-keys.js';
import type { Codes, Devices, PostedAnswer, PushedRequests } from './interactive-ports.js';

/**
 * What the protocol asks of its adapters, as outcomes: an adapter answers "rotated" or "replayed", it
 * is never asked to get and then save. The adapters are the `*.store.ts` of `src/auth`.
 */

export interface JSONWebKeySet {
  keys: Record<string, unknown>[];
}

/** What an ID token may be signed with (OpenID Connect Registration §2); the first one by default. */
export const ID_TOKEN_ALGORITHMS = ['ES256', 'RS256'] as const;

export type IdTokenAlgorithm = (typeof ID_TOKEN_ALGORITHMS)[number];

export type ClientAuthenticationMethod =
  'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

/** An app, in the protocol's words. */
export interface Client {
  /** The `client_id`. */
  id: string;
  name: string;
  /** Its own address; tokens made for this resource are meant for it (RFC 8707). */
  url?: string;
  authentication: ClientAuthenticationMethod[];
  /** The provider's own app: it may ask people for their passwords. */
  firstParty: boolean;
  /** What it may have now: its own scopes ∩ its owner's role. */
  scope: string[];
  ownerId: string;
  /** The only account it works for, if it is bound to one. */
  account?: string;
  /** Counts what ended all of its tokens at once. */
  epoch: number;
  redirectUris: string[];
  /** Where people may be sent after signing out (OpenID Connect RP-Initiated Logout §3.1). */
  postLogoutRedirectUris: string[];
  idTokenAlg: IdTokenAlgorithm;
  /** What it registered itself for (RFC 7591 §2); every grant type when missing. */
  grantTypes?: string[];
  jwks?: JSONWebKeySet;
  /** Its tokens must be bound to a key (RFC 9449). */
  dpop: boolean;
  /** Where an administrator lets it go on to, by exchange, with a token that it was given. */
  exchangeAudiences?: string[];
}

/** A person, in the protocol's words. */
export interface Person {
  id: string;
  username: string;
  email: string;
  /** Whether they proved that the address is theirs. */
  emailVerified: boolean;
  /** Seconds since 1970: when name or address changed last. */
  changedAt: number;
  /** What their role opens now. */
  scope: string[];
  /** Counts what ended all of their tokens at once. */
  epoch: number;
}

/** How a grant can come about. */
export const GRANT_KINDS = [
  'authorization_code',
  'client_credentials',
  'device_code',
  'login',
  'password',
  'personal',
  'user_credentials',
] as const;

export type GrantKind = (typeof GRANT_KINDS)[number];

/** What somebody was given. Every token of one family points to one grant. */
export interface Grant {
  id: string;
  kind: GrantKind;
  /** The token endpoint it belongs to; a refresh token works there alone. */
  profile: string;
  clientId: string;
  /** Missing when an app acts for itself. */
  userId?: string;
  scope: string[];
  account?: string;
  /** The audience, when it is not Gatehouse itself (RFC 8707). */
  resource?: string;
  /** Thumbprint of the key its tokens are bound to (RFC 9449). */
  keyThumbprint?: string;
  /** Only tokens of this generation live. */
  generation: number;
  clientEpoch: number;
  userEpoch: number;
  /** Seconds since 1970: when the person proved who they are; 0 without a person. */
  authTime: number;
  /** Whether they used a second factor for it. */
  secondFactor?: boolean;
  /** Milliseconds since 1970: when they proved it once more since. */
  confirmedAt?: number;
  /** What a person called it. */
  name?: string;
  /** Milliseconds since 1970, as all times of a grant. */
  createdAt: number;
  rotatedAt: number;
  expiresAt: number;
  endedAt?: number;
}

export interface Clients {
  /** The client, if it is active and so is its owner. */
  find(clientId: string): Client | undefined | Promise<Client | undefined>;
  /** Whether the secret is one of its live ones. Takes as long when the client is unknown. */
  secretMatches(clientId: string, secret: string): Promise<boolean>;
}

export type Authentication =
  | { outcome: 'known'; person: Person; secondFactor: boolean }
  /** Unknown, wrong, disabled or not yet activated: one outcome, so that nothing can be told apart. */
  | { outcome: 'unknown' }
  /** The password was right, a second factor is set and none came along. */
  | { outcome: 'mfa_required' };

export interface People {
  /** The person, if active. */
  find(userId: string): Person | undefined | Promise<Person | undefined>;
  /** Checks name (or e-mail) and password, and the second factor where one is set. */
  authenticate(attempt: {
    username: string;
    password: string;
    otp?: string;
    ip?: string;
  }): Promise<Authentication>;
}

export interface Accounts {
  /** Whether the account exists and the person owns it or belongs to it. */
  mayUse(accountId: string, userId: string): boolean | Promise<boolean>;
}

export type Rotation =
  /** This call, and no other, moved the grant on. */
  | { outcome: 'rotated'; grant: Grant }
  /** An earlier call did, moments ago, and its successor is still unused. */
  | { outcome: 'repeated'; grant: Grant }
  /** A used token came back: the family has been ended. */
  | { outcome: 'replayed' }
  /** Ended, expired or unknown. */
  | { outcome: 'over' };

export interface Grants {
  find(id: string): Grant | undefined | Promise<Grant | undefined>;
  /**
   * Stores a new grant, whose id nobody could look for so far. Answers no, and changes nothing, when
   * the id was used before.
   */
  start(grant: Grant): Promise<boolean>;
  /** Notes that a new grant has no row so far, so that nobody looks for one. */
  noteUnstored(id: string): void;
  /**
   * Moves the grant from this generation to the next, for exactly one caller.
   * @param isStored whether it has a row; one that left none so far gets it first
   * @param ip who asks, to tell of a replay
   */
  rotate(
    grant: Grant,
    generation: number,
    expiresAt: number,
    isStored: boolean,
    ip?: string,
  ): Promise<Rotation>;
  /** Ends the family; `first` is stored beforehand when it has no row. Ending what is over is no fault. */
  revoke(id: string, first?: Grant): Promise<void>;
  /** As `end`, for what a code gave that came back: whom it is about is told. */
  revokeReplayed(grant: Grant, ip?: string): Promise<void>;
}

export interface RevokedTokens {
  has(jti: string): boolean;
  /** @param expiresAt milliseconds since 1970, when the token would have ended by itself */
  add(jti: string, expiresAt: number): Promise<void>;
}

export interface UsedOnce {
  /** Whether this is the first use; for exactly one caller. @param expiresAt milliseconds */
  first(what: string, expiresAt: number): Promise<boolean>;
}

export interface Scopes {
  /** Those of the names that nobody has made; identity scopes always exist. */
  unknown(names: readonly string[]): Promise<string[]>;
}

export interface Resources {
  /** The URL of the app that has this resource (RFC 8707), as it spells it. @param key its `resourceKey` */
  urlOf(key: string): Promise<string | undefined>;
  /** Whether this app is one that tokens for the resource are meant for. */
  isMeant(clientId: string, key: string): Promise<boolean>;
}

export type Claims = Record<string, unknown>;

export interface Signer {
  /** A compact JWS with the current key of ES256. */
  sign(claims: Claims, type: 'at+jwt' | 'gate+jwt' | 'JWT'): string;
  /** An ID token, signed with the current key of the algorithm that its client reads. */
  identify(claims: Claims, algorithm: IdTokenAlgorithm): Promise<string>;
  /** The claims, if one of our published keys signed them as this type; expiry is not looked at. */
  verify(token: string, type: 'at+jwt' | 'JWT'): Claims | undefined;
}

/** What an administrator may change while we run. */
export interface Policy {
  /** Seconds. */
  accessTtl: number;
  /** Seconds. */
  refreshTtl: number;
  /** Whether user name and password may stand in for key and secret (Fusio). */
  userCredentials: boolean;
}

export interface Ports {
  clients: Clients;
  people: People;
  accounts: Accounts;
  grants: Grants;
  revokedTokens: RevokedTokens;
  apiKeys: ApiKeys;
  codes: Codes;
  devices: Devices;
  pushedRequests: PushedRequests;
  usedOnce: UsedOnce;
  resources: Resources;
  scopes: Scopes;
  signer: Signer;
  policy(): Policy;
  /** The address of a page of ours that posts this answer. */
  postingPage(answer: PostedAnswer): string;
  /** Milliseconds since 1970. */
  now(): number;
  issuer: string;
  /** Authenticates refresh and personal tokens. */
  tokenKey: Buffer;
}
