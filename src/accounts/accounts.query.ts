import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { cutSearchedPage } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { UsersCache } from '../users/users.cache.js';
import { type AccountDto, type MemberDto, type MembershipDto, toDto } from './account.dto.js';
import { Account, AccountMember } from './account.entity.js';

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

  /** Newest first. */
  async list(query: PageQuery, ownerId?: string): Promise<Page<AccountDto>> {
    // An id begins with its time, and has an index.
    const accounts = this.database
      .query(Account, 'account')
      .where('1 = 1')
      .orderBy('account.id', 'DESC');
    if (ownerId !== undefined) accounts.andWhere('account.ownerId = :ownerId', { ownerId });
    const parameters = { pattern: likePattern(query.search ?? '') };
    const contains = { sql: "LOWER(account.name) LIKE :pattern ESCAPE '!'", parameters };
    const [rows, total] = query.search
      ? await cutSearchedPage({ among: accounts, list: accounts, contains }, query)
      : await cutPage(accounts, query);
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
