import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { invalid } from '../common/problem.js';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import type { Transaction } from '../database/transaction.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { Role } from './role.entity.js';
import { RoleRows } from './role-rows.js';

/** A role as its holders have it. */
export interface HeldRole {
  id: string;
  name: string;
  /** All scopes that no other one covers, for a role that holds everything. */
  scopes: string[];
  everything: boolean;
  system: boolean;
}

/** How many people have a role. */
type CountHolders = (roleId: string, rows: EntityManager) => Promise<number>;

/** Which roles there are. They are live: nobody keeps a copy of a role's scopes. */
@Injectable()
export class RolesService {
  private readonly remembered: Remembered<Role>;
  private readonly joins = new WeakMap<Role, HeldRole>();
  private countHolders: CountHolders = async () => 0;

  constructor(
    private readonly rows: RoleRows,
    private readonly scopes: ScopesService,
    private readonly settings: SettingsService,
    feed: ChangeFeed,
  ) {
    this.remembered = feed.remember('role', (id) => this.rows.find(id));
  }

  /** Resolves when the seeded roles are there. */
  async ready(): Promise<void> {
    await this.rows.ready();
  }

  /** From memory, at once where possible. */
  find(id: string): HeldRole | undefined | Promise<HeldRole | undefined> {
    const role = this.remembered.get(id);
    if (role instanceof Promise) return role.then((row) => row && this.held(row));
    return role && this.held(role);
  }

  async findByName(name: string): Promise<HeldRole | undefined> {
    const role = await this.rows.findByName(name);
    return role && this.held(role);
  }

  /** What a registration gives. */
  async default(): Promise<HeldRole> {
    const name = this.settings.get('role_default');
    const role = await this.findByName(name);
    if (!role)
      throw new Error(`The setting role_default names ${name}, and there is no such role.`);
    return role;
  }

  /** Keeps the role until the transaction ends. @throws Problem 400 when it is gone */
  async hold(tx: Transaction, id: string): Promise<void> {
    await tx.lock('role');
    if (!(await tx.rows.existsBy(Role, { id })))
      throw invalid('roleId', 'unknown_role', 'There is no such role.');
  }

  /** The room of the people says here how it counts them. */
  countHoldersWith(count: CountHolders): void {
    this.countHolders = count;
  }

  /** @param rows where to count: a transaction's, when the number decides something */
  async holdersOf(roleId: string, rows: EntityManager): Promise<number> {
    return this.countHolders(roleId, rows);
  }

  /** What a row means for its holders; the same object until the row or the scopes change. */
  held(role: Role): HeldRole | Promise<HeldRole> {
    if (!role.everything) return this.joined(role, role.scopes);
    return this.scopes.rootNames().then((roots) => this.joined(role, roots));
  }

  private joined(role: Role, scopes: string[]): HeldRole {
    const last = this.joins.get(role);
    if (last?.scopes === scopes) return last;
    const { id, name, everything, system } = role;
    const held = { id, name, scopes, everything, system };
    this.joins.set(role, held);
    return held;
  }
}
