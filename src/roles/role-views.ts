import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, type PageQuery } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { type RoleDto, type RolePreview, toDto } from './role.dto.js';
import { Role } from './role.entity.js';
import { RoleRules } from './role-rules.js';
import { RolesService } from './roles.service.js';

/** The roles as administrators see them. */
@Injectable()
export class RoleViews {
  constructor(
    private readonly database: Database,
    private readonly roles: RolesService,
    private readonly rules: RoleRules,
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

  /** @throws 404 */
  async get(id: string): Promise<RoleDto> {
    return this.view(await this.find(id));
  }

  /** What would change if the role had these scopes. @throws 404 */
  async preview(id: string, scopes: string[]): Promise<RolePreview> {
    const role = await this.roles.held(await this.find(id));
    const [people, gains, loses] = await Promise.all([
      this.roles.holdersOf(id, this.database.rows),
      this.rules.difference(scopes, role.scopes),
      this.rules.difference(role.scopes, scopes),
    ]);
    return { people, gains, loses };
  }

  async view(role: Role): Promise<RoleDto> {
    const { scopes } = await this.roles.held(role);
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
