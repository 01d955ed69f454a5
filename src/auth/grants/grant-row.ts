import type { Grant } from '../../oauth/ports.js';
import { GrantRow } from './grant.entity.js';

/** A grant as its row keeps it. */
export function toRow(grant: Grant): GrantRow {
  return Object.assign(new GrantRow(), {
    ...grant,
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
    face: row.face,
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
