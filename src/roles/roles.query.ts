import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { type Sorted, sortRows } from '../database/sort-rows.js';
import { ScopesOfRoles } from '../operations/scopes-of-roles.js';
import { ScopesService } from '../scopes/scopes.service.js';
import {
  type ROLE_ORDERS,
  type RoleDto,
  type RolePreview,
  type RoleQuery,
  toDto,
} from './role.dto.js';
import { Role } from './role.entity.js';
import { RolesCache } from './roles.cache.js';
import { difference } from './roles.rules.js';
import { RolesService } from './roles.service.js';

const ORDERS: Record<(typeof ROLE_ORDERS)[number], Sorted> = {
  name: { by: ['role.name'], unindexed: 'role.name' },
  created: { by: ['role.id'], unindexed: 'role.id' },
};

/** Shows the roles as administrators see them. */
@Injectable()
export class RolesQuery {
  constructor(
    private readonly database: Database,
    private readonly cache: RolesCache,
    private readonly roles: RolesService,
    private readonly scopes: ScopesService,
    names: AuditNames,
    held: ScopesOfRoles,
  ) {
    names.of('role', (ids) => this.namesOf(ids));
    held.readWith(() => this.scopesOfEach());
  }

  /** By name, unless they are sorted. */
  async list(query: RoleQuery): Promise<Page<RoleDto>> {
    const roles = this.database.query(Role, 'role').where('1 = 1');
    if (query.search)
      roles.andWhere(
        "(LOWER(role.name) LIKE :pattern ESCAPE '!' OR LOWER(role.description) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(query.search) },
      );
    if (query.unused) this.roles.leaveUnheld(roles);
    sortRows(roles, query.sort ?? 'name', ORDERS, false);
    const [rows, total] = await cutPage(roles, query);
    return page(query, [await Promise.all(rows.map((row) => this.view(row))), total]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<RoleDto> {
    return this.view(await this.find(id));
  }

  /** What would change if the role had these scopes. @throws Problem 404 */
  async preview(id: string, scopes: string[]): Promise<RolePreview> {
    const role = await this.cache.held(await this.find(id));
    const people = await this.roles.holdersOf(id, this.database.rows);
    const names = await this.scopes.names();
    const gains = difference(names, scopes, role.scopes);
    return { people, gains, loses: difference(names, role.scopes, scopes) };
  }

  /** The answer's form of a row that was read or written. */
  async view(role: Role): Promise<RoleDto> {
    const { scopes } = await this.cache.held(role);
    return toDto(role, scopes, await this.roles.holdersOf(role.id, this.database.rows));
  }

  private async scopesOfEach(): Promise<string[][]> {
    const rows = await this.database.lists.findBy(Role, { everything: false });
    return rows.map(({ scopes }) => scopes);
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(Role, { id: In(ids) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async find(id: string): Promise<Role> {
    const role = await this.database.rows.findOneBy(Role, { id });
    if (!role) throw notFound('role');
    return role;
  }
}
