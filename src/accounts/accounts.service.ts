import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { notFound } from '../common/problem.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { isWellFormed } from '../common/identifiers.js';
import type { Caller } from '../operations/caller.js';
import { Account, AccountMember } from './account.entity.js';

export const ACCOUNT_PREFIX = 'acc_';

/** Who may work in an account. */
interface Circle {
  ownerId: string;
  memberIds: Set<string>;
}

/** Who may work in which account, from memory. */
@Injectable()
export class AccountsService {
  private readonly circles: Remembered<Circle>;

  constructor(
    private readonly database: Database,
    feed: ChangeFeed,
  ) {
    this.circles = feed.remember('account', (id) => this.load(id));
  }

  /** Whether the account exists and the person owns it or belongs to it. */
  mayUse(accountId: string, userId: string): boolean | Promise<boolean> {
    // The id may come from anywhere: garbage is refused without a query, and is not remembered.
    if (!isWellFormed(accountId, ACCOUNT_PREFIX)) return false;
    const circle = this.circles.get(accountId);
    if (circle instanceof Promise) return circle.then((loaded) => admits(loaded, userId));
    return admits(circle, userId);
  }

  /** What the accounts are called, by id; without those that are gone. One query for all. */
  async names(ids: (string | null | undefined)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
    if (wanted.length === 0) return new Map();
    const rows = await this.database.rows.findBy(Account, { id: In(wanted) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /**
   * Whose rows the caller works on: the account the token is for, the one named, else their own.
   * @param named the `X-Account` header
   * @throws 404 when the named account is not theirs
   */
  async ownerOf(caller: Caller, named?: string): Promise<string> {
    if (caller.account !== undefined) return caller.account;
    if (named === undefined) return caller.subject;
    if (!(await this.mayUse(named, caller.personId))) throw notFound('account');
    return named;
  }

  private async load(id: string): Promise<Circle | undefined> {
    const account = await this.database.rows.findOneBy(Account, { id });
    if (!account) return undefined;
    const members = await this.database.rows.findBy(AccountMember, { accountId: id });
    return { ownerId: account.ownerId, memberIds: new Set(members.map(({ userId }) => userId)) };
  }
}

function admits(circle: Circle | undefined, userId: string): boolean {
  return circle !== undefined && (circle.ownerId === userId || circle.memberIds.has(userId));
}
