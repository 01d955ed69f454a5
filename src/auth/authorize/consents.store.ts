import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import type { Client } from '../../oauth/ports.js';
import { resourceKey } from '../../oauth/resource-key.js';
import { uncovered, withoutCovered } from '../../oauth/scope.js';
import { UsersService } from '../../users/users.service.js';
import { ConsentRow } from './consent.entity.js';

const MOST_NAMES = 1_000;

/** What people allowed apps, until they withdraw it. */
@Injectable()
export class ConsentsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    users: UsersService,
  ) {
    users.onRemove(async (tx, userId) => void (await tx.rows.delete(ConsentRow, { userId })));
  }

  /** Whether the person has allowed all of this before, to this app as it is now. */
  async covers(userId: string, request: AuthorizationRequest, client: Client): Promise<boolean> {
    const { clientId } = request;
    const row = await this.database.rows.findOneBy(ConsentRow, { userId, clientId });
    return (
      row !== null && uncovered(row.scope, namesOf(request, client, request.scope)).length === 0
    );
  }

  /** Adds what the person allows now to what they allowed before. */
  async remember(
    tx: Transaction,
    userId: string,
    { request, client }: { request: AuthorizationRequest; client: Client },
    scope: string[],
  ): Promise<void> {
    const { clientId } = request;
    const key = { userId, clientId };
    await tx.lock(`consent ${userId} ${clientId}`);
    const row = await tx.rows.findOneBy(ConsentRow, key);
    const added = namesOf(request, client, scope);
    const names = withoutCovered([...(row?.scope ?? []), ...added]);
    // Whoever allowed more than this is asked again.
    const kept = names.length > MOST_NAMES ? withoutCovered(added) : names;
    const now = { scope: kept, updatedAt: new Date(this.clock.now()) };
    if (row) await tx.rows.update(ConsentRow, key, now);
    else await tx.rows.insert(ConsentRow, { ...key, ...now });
  }

  /** Forgets what the person allowed the app: it must ask again. */
  async remove(tx: Transaction, userId: string, clientId: string): Promise<void> {
    await tx.rows.delete(ConsentRow, { userId, clientId });
  }
}

/**
 * What is allowed for one account or one audience says nothing about others, nor about none; and what
 * is allowed to an app says nothing once its answers go to other addresses or it is somebody else's.
 */
function namesOf(request: AuthorizationRequest, client: Client, scope: string[]): string[] {
  const { account = null, resource } = request;
  const key = resource === undefined ? null : (resourceKey(resource) ?? resource);
  const context = [client.redirectUris.toSorted(), client.ownerId, account, key];
  // A digest, so that a row grows by its scopes and not by addresses; none holds a space.
  const digest = createHash('sha256').update(JSON.stringify(context)).digest('base64url');
  return scope.map((name) => `${digest} ${name}`);
}
