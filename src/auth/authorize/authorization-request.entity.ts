import { Entity, Index } from 'typeorm';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import { Id, Json, OptionalText, Text, Time } from '../../database/columns.js';

/** A request that waits for a person: pushed by a client, or on its way through the consent page. */
@Entity('authorization_request')
export class AuthorizationRequestRow {
  @Id() id: string;
  @Text(2048) clientId: string;
  @Json() request: AuthorizationRequest;
  /** `pushed` waits for its `request_uri` to be used, `waiting` for consent, `decided` is over. */
  @Text(16) state: 'pushed' | 'waiting' | 'decided';
  /** The portal session that opened it first; no other may decide. */
  @OptionalText(64) sessionId: string | null;
  @Time() createdAt: Date;
  @Index('authorization_request_expires')
  @Time()
  expiresAt: Date;
}
