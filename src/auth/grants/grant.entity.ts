import { Entity, Index } from 'typeorm';
import {
  Count,
  Id,
  Json,
  OptionalFlag,
  OptionalText,
  OptionalTime,
  Text,
  Time,
} from '../../database/columns.js';
import type { Grant, GrantKind } from '../../oauth/ports.js';

/** What somebody was given: every token of one family points here. Updated in place. */
@Entity('access_grant')
@Index('access_grant_in_order', ['id'], { where: '"endedAt" IS NULL' })
@Index('access_grant_kind', ['kind', 'id'], { where: '"endedAt" IS NULL' })
@Index('access_grant_client_in_order', ['clientId', 'id'])
@Index('access_grant_user_in_order', ['userId', 'id'])
@Index('access_grant_over', ['expiresAt', 'endedAt'])
@Index('access_grant_live', ['clientId', 'kind', 'createdAt'], { where: '"endedAt" IS NULL' })
export class GrantRow {
  @Id() id: string;
  /** How it came about: `login`, `password`, `client_credentials`, `personal`, … */
  @Text(32) kind: GrantKind;
  /** The profile of the token endpoint at which it began; the column's name is older. */
  @Text(32) face: string;
  @Text(2048) clientId: string;
  /** The person acted for; missing when an app acts for itself. */
  @OptionalText(64) userId: string | null;
  @Json() scope: string[];
  @OptionalText(64) account: string | null;
  /** The audience, when it is not Gatehouse itself (RFC 8707). */
  @OptionalText(2048) resource: string | null;
  /** Thumbprint of the key its tokens are bound to (RFC 9449). */
  @OptionalText(64) keyThumbprint: string | null;
  /** Counts rotations; only tokens of the present generation live. */
  @Count() generation: number;
  @Count() clientEpoch: number;
  @Count() userEpoch: number;
  /** Seconds: when the person proved who they are. */
  @Count() authTime: number;
  /** Whether they used a second factor for it. */
  @OptionalFlag() secondFactor: boolean | null;
  /** When they proved once more who they are. */
  @OptionalTime() confirmedAt: Date | null;
  /** What a person called it (personal access tokens). */
  @OptionalText(255) name: string | null;
  @Time() createdAt: Date;
  @Time() rotatedAt: Date;
  @OptionalTime() lastUsedAt: Date | null;
  @Time() expiresAt: Date;
  @OptionalTime() endedAt: Date | null;
}

/** A grant as its row keeps it. */
export function toRow({ profile, ...grant }: Grant): GrantRow {
  return Object.assign(new GrantRow(), {
    ...grant,
    face: profile,
    userId: grant.userId ?? null,
    account: grant.account ?? null,
    resource: grant.resource ?? null,
    keyThumbprint: grant.keyThumbprint ?? null,
    secondFactor: grant.secondFactor ?? false,
    confirmedAt: grant.confirmedAt === undefined ? null : new Date(grant.confirmedAt),
    name: grant.name ?? null,
    createdAt: new Date(grant.createdAt),
    rotatedAt: new Date(grant.rotatedAt),
    lastUsedAt: null,
    expiresAt: new Date(grant.expiresAt),
    endedAt: grant.endedAt === undefined ? null : new Date(grant.endedAt),
  });
}

/** A row as the protocol knows it. */
export function toGrant(row: GrantRow): Grant {
  return {
    id: row.id,
    kind: row.kind,
    profile: row.face,
    clientId: row.clientId,
    userId: row.userId ?? undefined,
    scope: row.scope,
    account: row.account ?? undefined,
    resource: row.resource ?? undefined,
    keyThumbprint: row.keyThumbprint ?? undefined,
    generation: row.generation,
    clientEpoch: row.clientEpoch,
    userEpoch: row.userEpoch,
    authTime: row.authTime,
    secondFactor: row.secondFactor ?? false,
    confirmedAt: row.confirmedAt?.getTime(),
    name: row.name ?? undefined,
    createdAt: row.createdAt.getTime(),
    rotatedAt: row.rotatedAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    endedAt: row.endedAt?.getTime(),
  };
}
