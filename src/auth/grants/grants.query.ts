import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { AccountsQuery } from '../../accounts/accounts.query.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { Clock } from '../../common/clock.js';
import { PREFIX } from '../../common/identifiers.js';
import { page, type Page, type PageQuery } from '../../common/page.js';
import { notFound } from '../../common/problem.js';
import { cutPage, unindexed } from '../../database/cut-page.js';
import { cutSearchedPage } from '../../database/cut-searched-page.js';
import { Database } from '../../database/database.js';
import { type Sorted, sortRows } from '../../database/sort-rows.js';
import { BUILT_IN_CLIENT } from '../../oauth/built-in-client.js';
import { type Grant, GRANT_KINDS, type GrantKind } from '../../oauth/ports.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { selfDescribedName } from '../clients/document-address.js';
import type { GRANT_ORDERS, GrantDto, GrantFilter } from './grant.dto.js';
import { GrantEndings } from './grant-endings.js';
import { GrantRow, toGrant } from './grant.entity.js';

const DAY_MS = 86_400_000;

const ORDERS: Record<(typeof GRANT_ORDERS)[number], Sorted> = {
  created: { by: ['g.id'], unindexed: 'g.id' },
  expires: { by: ['g.expiresAt', 'g.id'], unindexed: 'COALESCE(g.expiresAt, 0)' },
};

/** Which live grants a list shows. */
export interface WantedGrants {
  userId?: string;
  clientId?: string;
  kinds?: readonly GrantKind[];
  query: PageQuery & Pick<GrantFilter, 'notRenewedFor' | 'sort'>;
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
    private readonly accounts: AccountsQuery,
    private readonly endings: GrantEndings,
  ) {}

  /** One page of all, as administrators see them. */
  async listAll(query: GrantFilter): Promise<Page<GrantDto>> {
    const { userId, clientId, kind } = query;
    const kinds = kind && [kind];
    const named = query.search ? await this.users.findByLogin(query.search) : undefined;
    const found = await this.list({ userId, clientId, kinds, query, namedId: named?.id });
    return { ...found, entry: await this.toDtos(found.entry) };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<GrantDto> {
    const grant = await this.find(id);
    if (!grant) throw notFound('grant');
    const [dto] = await this.toDtos([grant]);
    return dto as GrantDto;
  }

  /** Newest first, unless they are sorted. */
  async list({
    userId,
    clientId,
    kinds,
    query,
    namedId,
  }: WantedGrants): Promise<Page<ListedGrant>> {
    const notEnded = await this.notEnded();
    if (userId) notEnded.andWhere('g.userId = :userId', { userId });
    if (clientId) notEnded.andWhere('g.clientId = :clientId', { clientId });
    const { search, notRenewedFor, sort = '-created' } = query;
    const kind = userId || clientId ? unindexed('g.kind') : 'g.kind';
    if (kinds) notEnded.andWhere(`${kind} IN (:...kinds)`, { kinds });
    if (search) searchIn(notEnded, search, namedId);
    const isFiltered = !!(userId || clientId || kinds || search || notRenewedFor);
    const now = this.clock.now();
    const live = notEnded.clone().andWhere('g.expiresAt > :now', { now });
    if (notRenewedFor !== undefined)
      live.andWhere('g.rotatedAt < :before', { before: now - notRenewedFor * DAY_MS });
    sortRows(live, sort, ORDERS, isFiltered);
    const isInOrder = sort.endsWith('created');
    // Of the order of time an index knows more than what is live: the places of the grants in it.
    if (isInOrder) sortRows(notEnded, sort, ORDERS, isFiltered);
    const isLookedThrough = notRenewedFor !== undefined || (isFiltered && !isInOrder);
    const among = notEnded.clone().orderBy('g.id', 'DESC');
    const [rows, total] = isLookedThrough
      ? await cutSearchedPage({ among, list: live }, query)
      : await cutPage(live, query, isInOrder ? notEnded : live);
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
  async countLive(): Promise<number> {
    const grants = await this.notEnded();
    return grants.andWhere('g.expiresAt > :now', { now: this.clock.now() }).getCount();
  }

  /** What neither ended by itself, nor with its person, its app or *end all tokens*. */
  private async notEnded(): Promise<SelectQueryBuilder<GrantRow>> {
    const grants = this.database.query(GrantRow, 'g').where('g.endedAt IS NULL');
    await this.endings.leaveOut(grants);
    return grants;
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

/**
 * By kind, by the app, or by what few grants have: a condition over all of them would look at every
 * row there is, or sort all that an app has.
 */
function searchIn(builder: SelectQueryBuilder<GrantRow>, text: string, namedId?: string): void {
  const isKind = (GRANT_KINDS as readonly string[]).includes(text);
  const isClient = namedId === undefined && isClientId(text);
  if (isKind) builder.andWhere('g.kind = :text', { text });
  else if (isClient) builder.andWhere('g.clientId = :text', { text });
  else
    builder.andWhere('(g.clientId = :text OR g.userId IN (:text, :namedId) OR g.id = :text)', {
      text,
      namedId: namedId ?? text,
    });
}

function isClientId(text: string): boolean {
  return text === BUILT_IN_CLIENT.id || text.startsWith(PREFIX.app) || text.startsWith('https://');
}
