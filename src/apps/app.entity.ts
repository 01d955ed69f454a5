import { Entity, Index } from 'typeorm';
import type { IdTokenAlgorithm, JSONWebKeySet } from '../oauth/ports.js';
import {
  Count,
  Flag,
  Id,
  Json,
  OptionalText,
  OptionalTime,
  Text,
  Time,
} from '../database/columns.js';

/** The beginning of an app's id; its key has another one. */
export const APP_ID = 'app_';

/** `pending` waits for an administrator's approval. */
export const STATUSES = ['active', 'pending', 'disabled'] as const;
export type AppStatus = (typeof STATUSES)[number];
/** Who disabled an app, and so who may enable it again; an administrator may always. */
export type DisabledBy = 'owner' | 'administrator';
/** How an app registered itself: with an initial access token, or because everybody may. */
export type AppRegistration = 'token' | 'open';
export const TYPES = ['confidential', 'public'] as const;
export type AppType = (typeof TYPES)[number];

/** What an administrator looked at. */
export interface Approved {
  name: string;
  url: string | null;
  scopes: string[];
  redirectUris: string[];
}

/** A program that calls the API: a client, in OAuth's words. */
@Entity('app')
@Index('app_owner_in_order', ['ownerId', 'id'])
@Index('app_account', ['accountId', 'id'])
@Index('app_status', ['status', 'id'])
export class App {
  @Id() id: string;
  /** The `client_id`. */
  @Index('app_key', { unique: true })
  @Text(64)
  key: string;
  // By its beginning in lower case, which the migrations say in the words of each engine.
  @Index('app_name_start', { synchronize: false })
  @Index('app_name_in_order', { synchronize: false })
  @Text(4096)
  name: string;
  @OptionalText(4096) url: string | null;
  /** The normal form of the URL, by which it is a resource server (RFC 8707); none without a URL. */
  @Index('app_resource')
  @OptionalText(2048)
  resourceKey: string | null;
  /** When it was first active with this address: the earliest one has it. */
  @OptionalTime() resourceSince: Date | null;
  @Text(4096) description: string;
  @Json() scopes: string[];
  @Text(16) type: AppType;
  @Json() redirectUris: string[];
  /** Where people may be sent after signing out; nothing in a row that is older than the column. */
  @Json({ nullable: true }) postLogoutRedirectUris: string[] | null;
  /** What its ID tokens are signed with; ES256 in a row that is older than the column. */
  @OptionalText(16) idTokenAlg: IdTokenAlgorithm | null;
  /** Empty for an app that registered itself without a token: it belongs to nobody. */
  @Text(64) ownerId: string;
  /** All its tokens are restricted to this account. */
  @OptionalText(64) accountId: string | null;
  @Text(16) status: AppStatus;
  /** Set as long as the app is disabled. */
  @OptionalText(16) disabledBy: DisabledBy | null;
  /** What the administrator wrote who chose the status last. */
  @OptionalText(1000) decisionMessage: string | null;
  /** When an administrator approved it; nothing when none did. */
  @OptionalTime() approvedAt: Date | null;
  /** What it was then; it may have changed since. */
  @Json({ nullable: true }) approved: Approved | null;
  /** The provider's own app: it may ask people for their passwords. */
  @Flag() firstParty: boolean;
  /** Set for an app that registered itself. */
  @Index('app_registration')
  @OptionalText(16)
  registration: AppRegistration | null;
  /** What it registered itself for (RFC 7591 §2); nothing for an app that a person made. */
  @Json({ nullable: true }) grantTypes: string[] | null;
  /** Public keys for `private_key_jwt`. */
  @Json({ nullable: true }) jwks: JSONWebKeySet | null;
  /** Its tokens must be bound to a key (RFC 9449). */
  @Flag() dpop: boolean;
  /** Where it may go on to with a token that it was given, by exchange (RFC 8693). */
  @Json({ nullable: true }) exchangeAudiences: string[] | null;
  /** Counts what revoked all of its tokens at once. */
  @Count() epoch: number;
  @Index('app_created')
  @Time()
  createdAt: Date;
  @Time() updatedAt: Date;
}

/** What a change of the app may replace: that its tokens were revoked is not seen in it. */
export function stateOf(app: App): object {
  return { ...app, epoch: undefined };
}
