import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page } from '../common/page.js';
import { notFound } from '../common/problem.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import { Catalogue } from '../operations/catalogue.js';
import { type ScopeDto, type ScopeFilter, toDto } from './scope.dto.js';
import { Scope } from './scope.entity.js';
import { isGenerated } from './scopes.rules.js';

/** Shows the scopes as answers do. */
@Injectable()
export class ScopesQuery {
  private ours?: ReadonlySet<string>;

  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    names: AuditNames,
  ) {
    names.of('scope', (ids) => this.namesOf(ids));
  }

  async list(filter: ScopeFilter): Promise<Page<ScopeDto>> {
    const scopes = this.database.query(Scope, 'scope').where('1 = 1');
    if (filter.kind) scopes.andWhere({ system: filter.kind === 'system' });
    if (filter.search)
      scopes.andWhere(
        "(LOWER(scope.name) LIKE :pattern ESCAPE '!' OR LOWER(scope.description) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(filter.search) },
      );
    const [rows, total] = await cutPage(scopes.orderBy('scope.name'), filter);
    return page(filter, [rows.map((row) => this.view(row)), total]);
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
