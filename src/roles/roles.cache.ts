import { Injectable } from '@nestjs/common';
import { ChangeFeed, type Remembered } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import { then } from '../oauth/at-once.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { Role } from './role.entity.js';

/** A role as its holders have it. */
export interface HeldRole {
  id: string;
  name: string;
  /** All scopes that no other one covers, for a role that holds everything. */
  scopes: string[];
  everything: boolean;
  system: boolean;
}

/** Caches roles by id. They are live: nobody keeps a copy of a role's scopes. */
@Injectable()
export class RolesCache {
  private readonly cached: Remembered<Role>;
  private readonly joins = new WeakMap<Role, HeldRole>();

  constructor(
    private readonly database: Database,
    private readonly scopes: ScopesService,
    private readonly settings: SettingsService,
    feed: ChangeFeed,
  ) {
    this.cached = feed.remember('role', (id) => this.row({ id }));
  }

  /** The role of this id; without waiting where possible. */
  find(id: string): HeldRole | undefined | Promise<HeldRole | undefined> {
    return then(this.cached.get(id), (row) => row && this.held(row));
  }

  /** Every role, by name; read anew. */
  async all(): Promise<HeldRole[]> {
    const rows = await this.database.rows.find(Role, { order: { name: 'ASC' } });
    return Promise.all(rows.map((row) => this.held(row)));
  }

  async findByName(name: string): Promise<HeldRole | undefined> {
    const role = await this.row({ name });
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

  /** What a row means for its holders; the same object until the row or the scopes change. */
  held(role: Role): HeldRole | Promise<HeldRole> {
    if (!role.everything) return this.joined(role, role.scopes);
    return then(this.scopes.rootNames(), (roots) => this.joined(role, roots));
  }

  private async row(where: { id: string } | { name: string }): Promise<Role | undefined> {
    return (await this.database.rows.findOneBy(Role, where)) ?? undefined;
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
