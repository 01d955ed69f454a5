import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page, pageOfList } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { type Sorted, sortRows } from '../database/sort-rows.js';
import { Catalogue } from '../operations/catalogue.js';
import { ScopesOfRoles } from '../operations/scopes-of-roles.js';
import { type SCOPE_ORDERS, type ScopeDto, type ScopeFilter, toDto } from './scope.dto.js';
import { Scope } from './scope.entity.js';
import { isGenerated } from './scopes.rules.js';

const ORDERS: Record<(typeof SCOPE_ORDERS)[number], Sorted> = {
  name: { by: ['scope.name'], unindexed: 'scope.name' },
  created: { by: ['scope.id'], unindexed: 'scope.id' },
};

/** Shows the scopes as answers do. */
@Injectable()
export class ScopesQuery {
  private ours?: ReadonlySet<string>;

  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly roles: ScopesOfRoles,
    names: AuditNames,
  ) {
    names.of('scope', (ids) => this.namesOf(ids));
  }

  /** By name, unless they are sorted. */
  async list(filter: ScopeFilter): Promise<Page<ScopeDto>> {
    const scopes = this.database.query(Scope, 'scope').where('1 = 1');
    if (filter.kind) scopes.andWhere({ system: filter.kind === 'system' });
    if (filter.search)
      scopes.andWhere(
        "(LOWER(scope.name) LIKE :pattern ESCAPE '!' OR LOWER(scope.description) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(filter.search) },
      );
    sortRows(scopes, filter.sort ?? 'name', ORDERS, false);
    if (filter.unheld) return this.unheld(filter, await scopes.getMany());
    const [rows, total] = await cutPage(scopes, filter);
    return page(filter, [rows.map((row) => this.view(row)), total]);
  }

  /** One page of those that no role holds: which covers which, no index knows. */
  private async unheld(filter: ScopeFilter, rows: Scope[]): Promise<Page<ScopeDto>> {
    const names = await this.roles.unheld(rows.map(({ name }) => name));
    const { entry, ...total } = pageOfList(
      filter,
      rows.filter(({ name }) => names.has(name)),
    );
    return { ...total, entry: entry.map((row) => this.view(row)) };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<ScopeDto> {
    const row = await this.database.rows.findOneBy(Scope, { id });
    if (!row) throw notFound('scope');
    return this.view(row);
  }

  /** What each of these names opens; unknown ones are left out. */
  async descriptions(names: readonly string[]): Promise<Map<string, ScopeDto>> {
    const rows = await this.database.rows.findBy(Scope, { name: In([...names]) });
    return new Map(rows.map((row) => [row.name, this.view(row)]));
  }

  /** The answer's form of a row that was read or written. */
  view(row: Scope): ScopeDto {
    // Most scopes are those of imported APIs: nothing is worked out for them.
    this.ours ??= new Set(this.catalogue.scopeNames());
    return toDto(row, this.ours.has(row.name) && isGenerated(row, this.catalogue.entries));
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(Scope, { id: In(ids) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
