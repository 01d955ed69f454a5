import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { likePattern, type Total } from '../common/page.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import type { Person } from '../oauth/ports.js';
import { type HeldRole, RolesService } from '../roles/roles.service.js';
import {
  type KnownUser,
  type RememberedUser,
  remembered,
  toPerson,
  withRole,
} from './known-user.js';
import type { Transaction } from '../database/transaction.js';
import { SecondFactor } from './second-factor/second-factor.entity.js';
import type { UserQuery } from './user.dto.js';
import { User } from './user.entity.js';
import { nameKey } from './user-rules.js';

export type { KnownUser } from './known-user.js';

/** Removes another room's rows of a person, in the transaction that removes the person. */
export type RemovalHook = (tx: Transaction, userId: string) => Promise<void>;

interface Joined {
  role: HeldRole | undefined;
  user: KnownUser;
  person: Person;
}

/**
 * Reads people. What is remembered about a person holds their role's id alone; the role is asked
 * each time, so a changed role counts at once.
 */
@Injectable()
export class UsersService {
  private readonly removalHooks: RemovalHook[] = [];
  private readonly known: Remembered<RememberedUser>;
  /** The last join of each remembered row: callers may compare what they get by identity. */
  private readonly joins = new WeakMap<RememberedUser, Joined>();

  constructor(
    private readonly database: Database,
    private readonly roles: RolesService,
    feed: ChangeFeed,
  ) {
    this.known = feed.remember('user', async (id) => {
      const row = await this.row(id);
      return row && remembered(row);
    });
    roles.countHoldersWith((roleId, rows) => rows.countBy(User, { roleId }));
  }

  /** The person with their role as it is now, whatever their status; from memory when it can. */
  find(id: string): KnownUser | undefined | Promise<KnownUser | undefined> {
    return then(this.join(id), (joined) => joined?.user);
  }

  /** The person in the protocol's words, if active. */
  person(id: string): Person | undefined | Promise<Person | undefined> {
    return then(this.join(id), (joined) =>
      joined?.user.status === 'active' ? joined.person : undefined,
    );
  }

  /** The row with the password's hash, by id. For this room and for checking passwords. */
  async row(id: string): Promise<User | undefined> {
    return (await this.database.rows.findOneBy(User, { id })) ?? undefined;
  }

  /** The row by user name or e-mail address, in any case. */
  async findByLogin(login: string): Promise<User | undefined> {
    const key = nameKey(login);
    const where = key.includes('@') ? { emailKey: key } : { usernameKey: key };
    return (await this.database.rows.findOneBy(User, where)) ?? undefined;
  }

  /** Registers a room that has rows of people. */
  onRemove(hook: RemovalHook): void {
    this.removalHooks.push(hook);
  }

  /** Lets the other rooms remove their rows of this person. */
  async runRemovalHooks(tx: Transaction, userId: string): Promise<void> {
    for (const hook of this.removalHooks) await hook(tx, userId);
  }

  /** One page of people, newest first, and how many there are. */
  async list(wanted: UserQuery): Promise<[User[], Total]> {
    const { search, roleId, status } = wanted;
    const query = this.database.query(User, 'user').where('1 = 1');
    if (search)
      query.andWhere(
        "(user.usernameKey LIKE :pattern ESCAPE '!' OR user.emailKey LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(search) },
      );
    if (roleId !== undefined) query.andWhere('user.roleId = :roleId', { roleId });
    if (status !== undefined) query.andWhere('user.status = :status', { status });
    return cutPage(query.orderBy('user.id', 'DESC'), wanted);
  }

  /** The user names of those among these ids who are there. */
  async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(User, { id: In(ids) });
    return new Map(rows.map(({ id, username }) => [id, username]));
  }

  /** Which of these people have a confirmed second factor. */
  async withSecondFactor(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const factors = await this.database.rows.findBy(SecondFactor, { userId: In(ids) });
    return new Set(factors.filter((factor) => factor.confirmedAt).map(({ userId }) => userId));
  }

  private join(id: string): Joined | undefined | Promise<Joined | undefined> {
    return then(this.known.get(id), (user) =>
      user
        ? then(this.roles.find(user.roleId), (role) => this.joined(user, role))
        : (undefined as Joined | undefined),
    );
  }

  private joined(row: RememberedUser, role: HeldRole | undefined): Joined {
    const last = this.joins.get(row);
    if (last && last.role?.scopes === role?.scopes && last.role?.name === role?.name) return last;
    const user = withRole(row, role);
    const next = { role, user, person: toPerson(user) };
    this.joins.set(row, next);
    return next;
  }
}

/** Goes on at once when the value is here, so that what is in memory costs no turn of the loop. */
function then<T, U>(value: T | Promise<T>, use: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(use) : use(value);
}
