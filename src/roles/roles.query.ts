import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { type RoleDto, type RolePreview, toDto } from './role.dto.js';
import { Role } from './role.entity.js';
import { RolesCache } from './roles.cache.js';
import { difference } from './roles.rules.js';
import { RolesService } from './roles.service.js';

/** Shows the roles as administrators see them. */
@Injectable()
export class RolesQuery {
  constructor(
    private readonly database: Database,
    private readonly cache: RolesCache,
    private readonly roles: RolesService,
    private readonly scopes: ScopesService,
    names: AuditNames,
  ) {
    names.of('role', (ids) => this.namesOf(ids));
  }

  async list(query: PageQuery): Promise<Page<RoleDto>> {
    const roles = this.database.query(Role, 'role');
    if (query.search)
      roles.where(
        "LOWER(role.name) LIKE :pattern ESCAPE '!' OR LOWER(role.description) LIKE :pattern ESCAPE '!'",
        { pattern: likePattern(query.search) },
      );
    const [rows, total] = await cutPage(roles.orderBy('role.name'), query);
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
