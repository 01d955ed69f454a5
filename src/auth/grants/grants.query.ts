import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { AppsQuery } from '../../apps/apps.query.js';
import { Clock } from '../../common/clock.js';
import { PREFIX } from '../../common/identifiers.js';
import { page, type Page, type PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage } from '../../database/cut-page.js';
import { Database } from '../../database/database.js';
import { type Grant, GRANT_KINDS, type GrantKind } from '../../oauth/ports.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { selfDescribedName } from '../clients/document-address.js';
import type { GrantDto, GrantFilter } from './grant.dto.js';
import { GrantRow, toGrant } from './grant.entity.js';

/** Which live grants a list shows. */
export interface WantedGrants {
  userId?: string;
  clientId?: string;
  kinds?: readonly GrantKind[];
  query: PageQuery;
  /** The person whose name the search is. */
  namedId?: string;
}

/** A grant with what only lists show. */
export type ListedGrant = Grant & { lastUsedAt?: number };

/** Finds live grants, for the people who may see and revoke them. */
@Injectable()
export class GrantsQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly usersCache: UsersCache,
    private readonly users: UsersQuery,
    private readonly appsCache: AppsCache,
    private readonly apps: AppsQuery,
    private readonly accounts: AccountsQuery,
  ) {}

  /** One page of all, as administrators see them. */
  async listAll(query: GrantFilter): Promise<Page<GrantDto>> {
    const { userId, clientId } = query;
    const named = query.search ? await this.users.findByLogin(query.search) : undefined;
    const found = await this.list({ userId, clientId, query, namedId: named?.id });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<GrantDto> {
    const grant = await this.find(id);
    if (!grant) throw notFound('grant');
    const [dto] = await this.toDtos([grant]);
    return dto as GrantDto;
  }

  /** Newest first. */
  async list({
    userId,
    clientId,
    kinds,
    query,
    namedId,
  }: WantedGrants): Promise<Page<ListedGrant>> {
    const builder = this.live().orderBy('g.id', 'DESC');
    if (userId) builder.andWhere('g.userId = :userId', { userId });
    if (clientId) builder.andWhere('g.clientId = :clientId', { clientId });
    if (kinds) builder.andWhere('g.kind IN (:...kinds)', { kinds });
    if (query.search) searchIn(builder, query.search, namedId);
    const [rows, total] = await cutPage(builder, query);
    return page(query, [rows.map(toListed), total]);
  }

  /** One live grant. */
  async find(id: string): Promise<ListedGrant | undefined> {
    const row = await this.database.rows.findOneBy(GrantRow, { id });
    if (!row || row.endedAt || row.expiresAt.getTime() <= this.clock.now()) return undefined;
    return toListed(row);
  }

  /** One live grant, if it is this person's. */
  async findOwned(id: string, userId: string): Promise<ListedGrant | undefined> {
    const grant = await this.find(id);
    return grant?.userId === userId ? grant : undefined;
  }

  /** How many are live. */
  countLive(): Promise<number> {
    return this.live().getCount();
  }

  /**
   * What would still be accepted: neither ended nor over, and of the present epoch of its person and
   * its app, so that it went with them and with *end all tokens*.
   */
  private live(): SelectQueryBuilder<GrantRow> {
    const live = this.database
      .query(GrantRow, 'g')
      .where('g.endedAt IS NULL AND g.expiresAt > :now', { now: this.clock.now() });
    const person = this.users.sameEpoch(live, 'g.userId', 'g.userEpoch');
    const app = this.apps.sameEpoch(live, 'g.clientId', 'g.clientEpoch');
    return live
      .andWhere(`(g.userId IS NULL OR ${person})`)
      .andWhere(`(g.clientId NOT LIKE :apps ESCAPE '!' OR ${app})`, {
        // The built-in app and clients that describe themselves have no row.
        apps: `${PREFIX.app.replaceAll('_', '!_')}%`,
      });
  }

  private async toDtos(grants: ListedGrant[]): Promise<GrantDto[]> {
    const accounts = await this.accounts.names(grants.map(({ account }) => account));
    return Promise.all(grants.map((grant) => this.toDto(grant, accounts)));
  }

  private async toDto(grant: ListedGrant, accounts: Map<string, string>): Promise<GrantDto> {
    const { id, kind, clientId, userId, scope, account } = grant;
    const user = userId === undefined ? undefined : await this.usersCache.find(userId);
    const app = await this.appsCache.findByKey(clientId);
    return {
      id,
      kind,
      clientId,
      appName: app?.name ?? selfDescribedName(clientId) ?? null,
      userId: userId ?? null,
      username: user?.username ?? null,
      scopes: scope,
      account: account ?? null,
      accountName: accounts.get(account ?? '') ?? null,
      createdAt: new Date(grant.createdAt).toISOString(),
      lastUsedAt: new Date(grant.lastUsedAt ?? grant.rotatedAt).toISOString(),
      expiresAt: new Date(grant.expiresAt).toISOString(),
    };
  }
}

function toListed(row: GrantRow): ListedGrant {
  return { ...toGrant(row), lastUsedAt: (row.lastUsedAt ?? row.rotatedAt).getTime() };
}

/** By kind, or by what has an index: a condition over both would look at every row there is. */
function searchIn(
  builder: SelectQueryBuilder<GrantRow>,
  text: string,
  namedId: string = text,
): void {
  const isKind = (GRANT_KINDS as readonly string[]).includes(text);
  if (isKind) builder.andWhere('g.kind = :text', { text });
  else
    builder.andWhere('(g.clientId = :text OR g.userId IN (:text, :namedId) OR g.id = :text)', {
      text,
      namedId,
    });
}
