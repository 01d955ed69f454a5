import { Injectable } from '@nestjs/common';
import { AppsCache } from '../../apps/apps.cache.js';
import { Changes } from '../../audit/changes.js';
import { notFound } from '../../common/problem.js';
import type { Transaction } from '../../database/transaction.js';
import type { Grant } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import { requireReach } from '../../users/users.rules.js';
import { GrantsQuery } from './grants.query.js';
import { GrantsStore } from './grants.store.js';

/** Stores, confirms and ends grants, for the modules above and for administrators. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly store: GrantsStore,
    private readonly query: GrantsQuery,
    private readonly changes: Changes,
    private readonly users: UsersCache,
    private readonly apps: AppsCache,
  ) {}

  /**
   * Stores a new grant.
   * @throws Problem 409 `too_many_tokens`
   */
  async start(tx: Transaction, grant: Grant): Promise<void> {
    await this.store.startIn(tx, grant);
  }

  /** Notes that the person of a login has proved once more who they are. */
  confirm(id: string): Promise<void> {
    return this.store.confirm(id);
  }

  /** Revokes the grant and every token of it. */
  revoke(tx: Transaction, id: string): Promise<void> {
    return this.store.revokeIn(tx, id);
  }

  /**
   * Revokes every token of the grant for an administrator, from the next request on.
   * @throws Problem 404; 403 `beyond_reach` for the person's, or an app's owner's
   */
  async revokeFor(caller: Caller, id: string): Promise<void> {
    const grant = await this.query.find(id);
    if (!grant) throw notFound('grant');
    const { clientId, userId } = grant;
    const personId = userId ?? (await this.apps.findByKey(clientId))?.ownerId;
    if (personId !== undefined) requireReach(caller, await this.users.find(personId));
    await this.changes.run(caller, 'backend.token.remove', async (tx, about) => {
      await this.revoke(tx, id);
      about({ subject: `grant:${id}`, detail: { clientId, userId } });
    });
  }
}
