import { Injectable } from '@nestjs/common';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { Changes } from '../../audit/changes.js';
import type { Page } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { requireReach } from '../../users/users.rules.js';
import type { GrantDto, GrantQuery } from './grant.dto.js';
import { selfDescribedName } from '../clients/document-address.js';
import { GrantsService, type ListedGrant } from './grants.service.js';

/** What administrators see of grants and may do to them. */
@Injectable()
export class GrantsAdministration {
  constructor(
    private readonly grants: GrantsService,
    private readonly users: UsersCache,
    private readonly usersQuery: UsersQuery,
    private readonly apps: AppsCache,
    private readonly changes: Changes,
    private readonly accounts: AccountsQuery,
  ) {}

  async list(query: GrantQuery): Promise<Page<GrantDto>> {
    const { userId, clientId } = query;
    const named = query.search ? await this.usersQuery.findByLogin(query.search) : undefined;
    const found = await this.grants.list({ userId, clientId, query, namedId: named?.id });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  async get(id: string): Promise<GrantDto> {
    const [dto] = await this.toDtos([await this.require(id)]);
    return dto as GrantDto;
  }

  /**
   * Ends every token of the grant, from the next request on.
   * @throws Problem 404; 403 `beyond_reach` for the person's, or an app's owner's
   */
  async end(id: string, caller: Caller): Promise<void> {
    const { clientId, userId } = await this.require(id);
    const personId = userId ?? (await this.apps.findByKey(clientId))?.ownerId;
    if (personId !== undefined) requireReach(caller, await this.users.find(personId));
    await this.changes.run(caller, 'backend.token.remove', async (tx, about) => {
      await this.grants.end(tx, id);
      about({ subject: `grant:${id}`, detail: { clientId, userId } });
    });
  }

  private async require(id: string): Promise<ListedGrant> {
    const grant = await this.grants.find(id);
    if (!grant) throw notFound('grant');
    return grant;
  }

  private async toDtos(grants: ListedGrant[]): Promise<GrantDto[]> {
    const accounts = await this.accounts.names(grants.map(({ account }) => account));
    return Promise.all(grants.map((grant) => this.toDto(grant, accounts)));
  }

  private async toDto(grant: ListedGrant, accounts: Map<string, string>): Promise<GrantDto> {
    const user = grant.userId === undefined ? undefined : await this.users.find(grant.userId);
    const app = await this.apps.findByKey(grant.clientId);
    return {
      id: grant.id,
      kind: grant.kind,
      clientId: grant.clientId,
      appName: app?.name ?? selfDescribedName(grant.clientId) ?? null,
      userId: grant.userId ?? null,
      username: user?.username ?? null,
      scopes: grant.scope,
      account: grant.account ?? null,
      accountName: accounts.get(grant.account ?? '') ?? null,
      createdAt: new Date(grant.createdAt).toISOString(),
      lastUsedAt: new Date(grant.lastUsedAt ?? grant.rotatedAt).toISOString(),
      expiresAt: new Date(grant.expiresAt).toISOString(),
    };
  }
}
