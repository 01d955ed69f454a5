import type { HeldRole } from '../roles/roles.service.js';
import type { Person } from '../oauth/ports.js';
import type { User, UserStatus } from './user.entity.js';

/** A person as the rooms below see one, with what their role opens now. */
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

/** What is worth remembering; the password's hash is not a part of it. */
export type RememberedUser = Omit<KnownUser, 'roleName' | 'scopes'>;

export function remembered(row: User): RememberedUser {
  const { id, username, email, status, epoch, roleId } = row;
  const emailVerified = row.emailVerifiedAt !== null;
  const profileChangedAt = row.profileChangedAt ?? row.createdAt;
  return { id, username, email, emailVerified, profileChangedAt, status, epoch, roleId };
}

/** Joins a person and their role. A role that is gone opens nothing. */
export function withRole(user: RememberedUser, role: HeldRole | undefined): KnownUser {
  return { ...user, roleName: role?.name ?? '', scopes: role?.scopes ?? [] };
}

/** A person in the protocol's words. */
export function toPerson(user: KnownUser): Person {
  const { id, username, email, emailVerified, scopes: scope, epoch } = user;
  const changedAt = Math.floor(user.profileChangedAt.getTime() / 1000);
  return { id, username, email, emailVerified, changedAt, scope, epoch };
}
