import type { RunUpdate } from '../../database/job.js';
import type { Grant, Rotation } from '../../oauth/ports.js';

/** One use of a refresh token. */
export interface Use {
  grant: Grant;
  /** Of the token. */
  generation: number;
  /** Of the grant, once it has moved. */
  expiresAt: number;
  /** Whether the grant has a row. */
  isStored: boolean;
  /** Who asks. */
  ip?: string;
}

/** The grant after the rotation. */
export function rotated({ grant, generation, expiresAt }: Use, rotatedAt: number): Grant {
  return { ...grant, generation: generation + 1, rotatedAt, expiresAt };
}

/**
 * Moves all grants that simply move, by one statement. Of several uses of one grant only the first
 * one may: the others find out alone, in order of arrival, what it has left to them.
 * @returns nothing for a use that did not move its grant
 */
export async function rotateTogether(
  uses: readonly Use[],
  now: number,
  isPostgres: boolean,
  run: RunUpdate,
): Promise<(Rotation | undefined)[]> {
  const first = new Map<string, Use>();
  for (const use of uses) if (!first.has(use.grant.id)) first.set(use.grant.id, use);
  const moves = [...first.values()].filter(({ isStored }) => isStored);
  if (moves.length === 0) return [];
  const next = new Map(moves.map((use) => [use, rotated(use, now)]));
  const moved = await run({
    kind: 'grant',
    sql: isPostgres ? ON_POSTGRES : ON_SQLITE,
    // The list is one value, so the text is the same for any number of grants, and prepared once.
    values: [now, JSON.stringify(moves.map(toMove))],
    renewals: new Map([...next].map(([{ grant }, to]) => [grant.id, { from: grant, to }])),
  });
  return uses.map((use) => {
    const grant = next.get(use);
    return grant && moved.has(grant.id) ? { outcome: 'rotated', grant } : undefined;
  });
}

function toMove({ grant, generation, expiresAt }: Use) {
  return { id: grant.id, generation, expiresAt };
}

const ON_SQLITE = `
  UPDATE access_grant
  SET generation = due.generation + 1, "rotatedAt" = $1, "expiresAt" = due."expiresAt"
  FROM (
    SELECT value ->> 'id' AS id, value ->> 'generation' AS generation, value ->> 'expiresAt' AS "expiresAt"
    FROM json_each($2)
  ) AS due
  WHERE access_grant.id = due.id AND access_grant.generation = due.generation
    AND access_grant."endedAt" IS NULL AND access_grant."expiresAt" > $1
  RETURNING access_grant.id AS key`;

/**
 * Leaves out what another transaction is about to change: it is waited for alone, so that nobody
 * waits with it, and two instances never wait for each other.
 */
const ON_POSTGRES = `
  WITH due AS MATERIALIZED (
    SELECT held.id, next.generation, next."expiresAt"
    FROM json_to_recordset($2) AS next (id text, generation integer, "expiresAt" bigint)
    JOIN access_grant AS held ON held.id = next.id AND held.generation = next.generation
    WHERE held."endedAt" IS NULL AND held."expiresAt" > $1
    FOR UPDATE OF held SKIP LOCKED
  )
  UPDATE access_grant
  SET generation = due.generation + 1, "rotatedAt" = $1, "expiresAt" = due."expiresAt"
  FROM due
  WHERE access_grant.id = due.id
  RETURNING access_grant.id AS key`;
