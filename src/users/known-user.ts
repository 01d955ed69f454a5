import type { HeldRole } from '../roles/roles.service.js';
import type { Person } from '../oauth/ports.js';
import type { User, UserStatus } from './user.entity.js';

/** A person as the rooms below see one, with what their role opens now. */
export interface KnownUser {
  id: string;
  username: string;
  email: string;
  status: UserStatus;
  epoch: number;
  roleId: string;
  roleName: string;
  /** The role's effective scopes. */
  scopes: string[];
}

/** The columns worth remembering; the password's hash is not among them. */
export type RememberedUser = Pick<
  User,
  'id' | 'username' | 'email' | 'status' | 'epoch' | 'roleId'
>;

export function remembered(row: User): RememberedUser {
  const { id, username, email, status, epoch, roleId } = row;
  return { id, username, email, status, epoch, roleId };
}

/** Joins a person and their role. A role that is gone opens nothing. */
export function withRole(user: RememberedUser, role: HeldRole | undefined): KnownUser {
  return { ...user, roleName: role?.name ?? '', scopes: role?.scopes ?? [] };
}

/** A person in the protocol's words. */
export function toPerson({ id, username, email, scopes, epoch }: KnownUser): Person {
  return { id, username, email, scope: scopes, epoch };
}
