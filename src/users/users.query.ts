import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, type Total } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { countPerDay } from '../database/count-per-day.js';
import { countUpTo, cutPage, unindexed } from '../database/cut-page.js';
import { cutSearchedPage, type Search, startsWith } from '../database/cut-searched-page.js';
import { Database } from '../database/database.js';
import { createdOn, type Sorted, sortRows } from '../database/sort-rows.js';
import { RolesCache } from '../roles/roles.cache.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import { toDto, type USER_ORDERS, type UserDto, type UserFilter } from './user.dto.js';
import { User } from './user.entity.js';
import { nameKey } from './users.rules.js';

/** A search of the audit log looks through so many users, and for what no more of them did. */
const MOST_LOOKED_THROUGH = 20_000;
const MOST_FOUND = 50;

/** As the index has it. */
const LAST_LOGIN = 'COALESCE(user.lastLoginAt, 0)';
const ORDERS: Record<(typeof USER_ORDERS)[number], Sorted> = {
  name: { by: ['user.usernameKey'], unindexed: unindexed('user.usernameKey') },
  lastLogin: { by: [LAST_LOGIN, 'user.id'], unindexed: 'COALESCE(user.lastLoginAt, -1)' },
  created: { by: ['user.id'], unindexed: 'user.id' },
};

/** Finds users, and shows them as answers do. */
@Injectable()
export class UsersQuery {
  constructor(
    private readonly database: Database,
    private readonly roles: RolesCache,
    names: AuditNames,
  ) {
    names.of(
      'user',
      (ids) => this.namesOf(ids),
      async (search) => {
        const filter = { startIndex: 0, count: MOST_FOUND, search };
        const [rows] = await this.rows(filter, MOST_LOOKED_THROUGH);
        return rows.map(({ id }) => id);
      },
    );
  }

  /** One page of users, newest first. */
  async list(filter: UserFilter): Promise<Page<UserDto>> {
    const [rows, total] = await this.rows(filter);
    const guarded = await this.withSecondFactor(rows.map(({ id }) => id));
    return page(filter, [await Promise.all(rows.map((row) => this.toDto(row, guarded))), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<UserDto> {
    const row = await this.row(id);
    if (!row) throw notFound('user');
    return this.view(row);
  }

  /** The answer's form of a row that was read or written. */
  async view(row: User): Promise<UserDto> {
    return this.toDto(row, await this.withSecondFactor([row.id]));
  }

  /** The row with the password's hash, by id. */
  async row(id: string): Promise<User | undefined> {
    return (await this.database.rows.findOneBy(User, { id })) ?? undefined;
  }

  /** The row by user name or e-mail address, in any case. */
  async findByLogin(login: string): Promise<User | undefined> {
    const key = nameKey(login);
    const where = key.includes('@') ? { emailKey: key } : { usernameKey: key };
    return (await this.database.rows.findOneBy(User, where)) ?? undefined;
  }

  /** How many users there are. */
  count(): Promise<number> {
    return this.database.lists.count(User);
  }

  /** How many wait for activation; not more than the bound. */
  countPending(most: number): Promise<number> {
    const status = 'pending';
    const users = this.database.query(User, 'user').where('user.status = :status', { status });
    return countUpTo(most, users);
  }

  /** How many of them came on each day: days since 1970. */
  createdPerDay(from: Date, rows = this.database.lists): Promise<Map<number, number>> {
    return countPerDay(rows.createQueryBuilder(User, 'user'), from);
  }

  private async rows(filter: UserFilter, most?: number): Promise<[User[], Total]> {
    const { search, sort = '-created' } = filter;
    const among = this.database.query(User, 'user').where('1 = 1').orderBy('user.id', 'DESC');
    if (filter.createdOn !== undefined) createdOn(among, filter.createdOn);
    const list = among.clone();
    const isSorted = !sort.endsWith('created');
    const isFiltered = this.narrow(list, filter);
    // What came on a day is in that order already.
    if (filter.createdOn === undefined || sort !== '-created')
      sortRows(list, sort, ORDERS, isFiltered || !!search);
    const isLookedThrough = !!filter.mfa || filter.signedIn === 'true' || (isFiltered && isSorted);
    if (!search && !isLookedThrough) return cutPage(list, filter);
    return cutSearchedPage({ among, list, ...(search && this.called(search)), most }, filter);
  }

  /** Leaves who is asked for, and says whether that is anybody less. */
  private narrow(list: SelectQueryBuilder<User>, filter: UserFilter): boolean {
    const { search, roleId, status, signedIn, mfa } = filter;
    const column = (name: string) =>
      search || filter.createdOn ? unindexed(`user.${name}`) : `user.${name}`;
    if (roleId !== undefined) list.andWhere(`${column('roleId')} = :roleId`, { roleId });
    if (status !== undefined) list.andWhere(`${column('status')} = :status`, { status });
    if (signedIn === 'false') list.andWhere(`${LAST_LOGIN} = 0`);
    if (signedIn === 'true') list.andWhere('user.lastLoginAt IS NOT NULL');
    if (mfa !== undefined) {
      const factors = list.subQuery().select('1').from(SecondFactor, 'f');
      factors.where('f.userId = user.id AND f.confirmedAt IS NOT NULL');
      list.andWhere(`${mfa === 'true' ? '' : 'NOT '}EXISTS ${factors.getQuery()}`);
    }
    return [roleId, status, signedIn, mfa, filter.createdOn].some((each) => each !== undefined);
  }

  /** What the search for a name or an address finds; indexes have the beginnings of both. */
  private called(search: string): Pick<Search<User>, 'contains' | 'starts'> {
    const names = ['user.usernameKey', 'user.emailKey'];
    const text = nameKey(search);
    const starts = names.map((name) => startsWith(name, text, this.database.isPostgres));
    const sql = names.map((name) => `${name} LIKE :pattern ESCAPE '!'`).join(' OR ');
    return {
      contains: { sql: `(${sql})`, parameters: { pattern: likePattern(search) } },
      starts: {
        sql: `(${starts.map((each) => each.sql).join(' OR ')})`,
        parameters: starts[0]?.parameters ?? {},
      },
    };
  }

  private async toDto(row: User, guarded: Set<string>): Promise<UserDto> {
    return toDto(row, await this.roles.find(row.roleId), guarded.has(row.id));
  }

  /** The user names of those among these ids who are there. */
  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(User, { id: In(ids) });
    return new Map(rows.map(({ id, username }) => [id, username]));
  }

  /** Which of these users have a confirmed second factor. */
  private async withSecondFactor(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const factors = await this.database.rows.findBy(SecondFactor, { userId: In(ids) });
    return new Set(factors.filter((factor) => factor.confirmedAt).map(({ userId }) => userId));
  }
}
