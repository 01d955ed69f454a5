import { Injectable } from '@nestjs/common';
import { isWellFormed } from '../common/identifiers.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { Account, ACCOUNT_PREFIX, AccountMember } from './account.entity.js';

/** Who may work in an account. */
interface People {
  ownerId: string;
  memberIds: Set<string>;
}

/** Caches who may work in which account, for every request: no query while nothing changes. */
@Injectable()
export class AccountsCache {
  private readonly people: Remembered<People>;

  constructor(
    private readonly database: Database,
    feed: ChangeFeed,
  ) {
    this.people = feed.remember('account', (id) => this.load(id));
  }

  /** Whether the account exists and the person owns it or belongs to it. */
  mayUse(accountId: string, userId: string): boolean | Promise<boolean> {
    // The id may come from anywhere: garbage is refused without a query, and is not remembered.
    if (!isWellFormed(accountId, ACCOUNT_PREFIX)) return false;
    const people = this.people.get(accountId);
    if (people instanceof Promise) return people.then((loaded) => includes(loaded, userId));
    return includes(people, userId);
  }

  private async load(id: string): Promise<People | undefined> {
    const account = await this.database.rows.findOneBy(Account, { id });
    if (!account) return undefined;
    const members = await this.database.rows.findBy(AccountMember, { accountId: id });
    return { ownerId: account.ownerId, memberIds: new Set(members.map(({ userId }) => userId)) };
  }
}

function includes(people: People | undefined, userId: string): boolean {
  return people !== undefined && (people.ownerId === userId || people.memberIds.has(userId));
}
