import { Injectable } from '@nestjs/common';
import { IDENTITY_SCOPES, uncovered } from '../oauth/scope.js';

/** The scopes of each role, but for roles that hold everything. */
type ReadRoles = () => Promise<string[][]>;

/** Tells lists which scopes no role has; the module of the roles, which is above, says what roles hold. */
@Injectable()
export class ScopesOfRoles {
  private read: ReadRoles = async () => [];

  /** The module of the roles says here how it reads them. */
  readWith(read: ReadRoles): void {
    this.read = read;
  }

  /** Those of the names that no role holds, a role with everything apart. */
  async unheld(names: readonly string[]): Promise<Set<string>> {
    return new Set(uncovered([...new Set((await this.read()).flat())], names));
  }

  /**
   * Says of scopes that are needed together whether a role holds all of them, a role with everything
   * apart. Scopes of OpenID Connect need no role.
   */
  async holding(): Promise<(needed: readonly string[]) => boolean> {
    const roles = await this.read();
    return (needed) => {
      const names = needed.filter((name) => !IDENTITY_SCOPES.includes(name));
      return names.length === 0 || roles.some((held) => uncovered(held, names).length === 0);
    };
  }
}
