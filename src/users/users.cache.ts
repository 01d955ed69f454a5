import { Injectable } from '@nestjs/common';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { then } from '../oauth/at-once.js';
import type { Person } from '../oauth/ports.js';
import { type HeldRole, RolesCache } from '../roles/roles.cache.js';
import { User, type UserStatus } from './user.entity.js';

/** A user as the modules above see one, with what their role opens now. */
export interface KnownUser {
  id: string;
  username: string;
  email: string;
  /** Whether a mailed link proved the address. */
  emailVerified: boolean;
  /** When name or address changed last. */
  profileChangedAt: Date;
  status: UserStatus;
  epoch: number;
  roleId: string;
  roleName: string;
  /** The role's effective scopes. */
  scopes: string[];
}

/** What is worth keeping; the password's hash is not a part of it. */
type CachedUser = Omit<KnownUser, 'roleName' | 'scopes'>;

/** A user with their role, in our words and in the protocol's. */
interface Joined {
  role: HeldRole | undefined;
  user: KnownUser;
  person: Person;
}

/**
 * Caches users by id. What is kept holds the id of their role alone; the role is asked each time, so
 * a changed role counts at once.
 */
@Injectable()
export class UsersCache {
  private readonly cached: Remembered<CachedUser>;
  /** The last join of each cached row: callers may compare what they get by identity. */
  private readonly joins = new WeakMap<CachedUser, Joined>();

  constructor(
    private readonly database: Database,
    private readonly roles: RolesCache,
    feed: ChangeFeed,
  ) {
    this.cached = feed.remember('user', (id) => this.load(id));
  }

  /** The user with their role as it is now, whatever their status; without waiting where possible. */
  find(id: string): KnownUser | undefined | Promise<KnownUser | undefined> {
    return then(this.join(id), (joined) => joined?.user);
  }

  /** The user in the protocol's words, if active. */
  person(id: string): Person | undefined | Promise<Person | undefined> {
    return then(this.join(id), (joined) =>
      joined?.user.status === 'active' ? joined.person : undefined,
    );
  }

  private async load(id: string): Promise<CachedUser | undefined> {
    const row = await this.database.rows.findOneBy(User, { id });
    return row ? cachedPart(row) : undefined;
  }

  private join(id: string): Joined | undefined | Promise<Joined | undefined> {
    return then(this.cached.get(id), (user) =>
      user
        ? then(this.roles.find(user.roleId), (role) => this.joined(user, role))
        : (undefined as Joined | undefined),
    );
  }

  /** A role that is gone opens nothing. */
  private joined(row: CachedUser, role: HeldRole | undefined): Joined {
    const last = this.joins.get(row);
    if (last && last.role?.scopes === role?.scopes && last.role?.name === role?.name) return last;
    const user = { ...row, roleName: role?.name ?? '', scopes: role?.scopes ?? [] };
    const next = { role, user, person: toPerson(user) };
    this.joins.set(row, next);
    return next;
  }
}

function cachedPart(row: User): CachedUser {
  const { id, username, email, status, epoch, roleId } = row;
  const emailVerified = row.emailVerifiedAt !== null;
  const profileChangedAt = row.profileChangedAt ?? row.createdAt;
  return { id, username, email, emailVerified, profileChangedAt, status, epoch, roleId };
}

function toPerson(user: KnownUser): Person {
  const { id, username, email, emailVerified, scopes: scope, epoch } = user;
  const changedAt = Math.floor(user.profileChangedAt.getTime() / 1000);
  return { id, username, email, emailVerified, changedAt, scope, epoch };
}
