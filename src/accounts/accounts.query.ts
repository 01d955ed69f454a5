import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage, unindexed } from '../database/cut-page.js';
import { cutSearchedPage } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { type Sorted, sortRows } from '../database/sort-rows.js';
import { UsersCache } from '../users/users.cache.js';
import {
  type ACCOUNT_ORDERS,
  type AccountDto,
  type AccountQuery,
  type MemberDto,
  type MembershipDto,
  toDto,
} from './account.dto.js';
import { Account, AccountMember } from './account.entity.js';

/** As the index has it. */
const NAME_START = 'LOWER(SUBSTR(account.name, 1, 64))';
const ORDERS: Record<(typeof ACCOUNT_ORDERS)[number], Sorted> = {
  name: { by: [NAME_START, 'account.id'], unindexed: unindexed(NAME_START) },
  created: { by: ['account.id'], unindexed: 'account.id' },
};

/** Reads accounts and their members. An `ownerId` hides everybody else's accounts. */
@Injectable()
export class AccountsQuery implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly users: UsersCache,
    private readonly auditNames: AuditNames,
  ) {}

  onModuleInit(): void {
    this.auditNames.of('account', (ids) => this.names(ids));
  }

  /** Newest first, unless they are sorted. */
  async list(query: AccountQuery): Promise<Page<AccountDto>> {
    const { ownerId, withoutMembers, search, sort = '-created' } = query;
    // An id begins with its time, and has an index.
    const accounts = this.database
      .query(Account, 'account')
      .where('1 = 1')
      .orderBy('account.id', 'DESC');
    if (ownerId !== undefined) accounts.andWhere('account.ownerId = :ownerId', { ownerId });
    const list = accounts.clone();
    if (withoutMembers) {
      const members = list.subQuery().select('1').from(AccountMember, 'm');
      list.andWhere(`NOT EXISTS ${members.where('m.accountId = account.id').getQuery()}`);
    }
    const isFiltered = ownerId !== undefined || !!withoutMembers || !!search;
    sortRows(list, sort, ORDERS, isFiltered);
    const pattern = likePattern(search ?? '');
    const sql = "LOWER(account.name) LIKE :pattern ESCAPE '!'";
    const contains = search ? { sql, parameters: { pattern } } : undefined;
    const isLookedThrough = contains || withoutMembers || (isFiltered && !sort.endsWith('created'));
    const [rows, total] = isLookedThrough
      ? await cutSearchedPage({ among: accounts, list, contains }, query)
      : await cutPage(list, query);
    return page(query, [await Promise.all(rows.map((row) => this.account(row))), total]);
  }

  /** The accounts that the person owns or belongs to, newest first. */
  async memberships(query: PageQuery, personId: string): Promise<Page<MembershipDto>> {
    const accounts = this.database.query(Account, 'account').where(
      `(account.ownerId = :personId OR account.id IN
        (SELECT member."accountId" FROM account_member member WHERE member."userId" = :personId))`,
      { personId },
    );
    if (query.search)
      accounts.andWhere("LOWER(account.name) LIKE :pattern ESCAPE '!'", {
        pattern: likePattern(query.search),
      });
    const [rows, total] = await cutPage(accounts.orderBy('account.id', 'DESC'), query);
    const entries = rows.map(async (row) => {
      const { id, name, owner, ownerId, createdAt } = await this.account(row);
      return { id, name, owner, own: ownerId === personId, createdAt };
    });
    return page(query, [await Promise.all(entries), total]);
  }

  /** @throws 404 */
  async get(id: string, ownerId?: string): Promise<AccountDto> {
    return this.account(await this.find(id, ownerId));
  }

  /** What the accounts are called, by id; without those that are gone. One query for all. */
  async names(ids: (string | null | undefined)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
    if (wanted.length === 0) return new Map();
    const rows = await this.database.rows.findBy(Account, { id: In(wanted) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** In the order in which they came. @throws 404 when the account is not the owner's */
  async members(query: PageQuery, accountId: string, ownerId?: string): Promise<Page<MemberDto>> {
    await this.find(accountId, ownerId);
    const members = this.database
      .query(AccountMember, 'member')
      .where({ accountId })
      .orderBy('member.createdAt')
      .addOrderBy('member.userId');
    const [rows, total] = await cutPage(members, query);
    return page(query, [await Promise.all(rows.map((row) => this.member(row))), total]);
  }

  async member({ userId, createdAt }: AccountMember): Promise<MemberDto> {
    const user = await this.users.find(userId);
    return { userId, username: user?.username ?? '', createdAt: createdAt.toISOString() };
  }

  private async account(row: Account): Promise<AccountDto> {
    return toDto(row, (await this.users.find(row.ownerId))?.username ?? '');
  }

  private async find(id: string, ownerId?: string): Promise<Account> {
    const account = await this.database.rows.findOneBy(Account, { id });
    if (!account || (ownerId !== undefined && account.ownerId !== ownerId))
      throw notFound('account');
    return account;
  }
}
