import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern, type Page, page } from '../common/page.js';
import { invalid, notFound } from '../common/problem.js';
import type { StateFault } from '../common/state-rule.js';
import { ChangeFeed } from '../database/change-feed.js';
import { cutPage } from '../database/cut-page.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Scopes } from '../oauth/ports.js';
import { IDENTITY_SCOPES, withoutCovered } from '../oauth/scope.js';
import { type ScopeDto, toDto } from './scope.dto.js';
import type { ScopeQuery } from './scope-query.dto.js';
import { ScopeWords } from './scope-words.js';
import { Scope } from './scope.entity.js';

interface KnownScopes {
  names: string[];
  there: ReadonlySet<string>;
  roots: string[];
}

/** Which scopes there are. */
@Injectable()
export class ScopesService implements Scopes {
  private known?: Promise<KnownScopes>;

  constructor(
    private readonly database: Database,
    private readonly words: ScopeWords,
    feed: ChangeFeed,
    names: AuditNames,
  ) {
    names.of('scope', (ids) => this.namesOf(ids));
    feed.onChange('scope', () => {
      this.known = undefined;
    });
  }

  /** All known names, in alphabetical order. */
  async names(): Promise<string[]> {
    return (await this.all()).names;
  }

  /** The names that no other known name covers: whoever holds them may do everything. */
  async rootNames(): Promise<string[]> {
    return (await this.all()).roots;
  }

  /** Those of the names that there are not; identity scopes always exist. */
  async unknown(names: readonly string[]): Promise<string[]> {
    const { there } = await this.all();
    return names.filter((name) => !there.has(name) && !IDENTITY_SCOPES.includes(name));
  }

  /** @throws 400 about the field when a name is unknown; identity scopes are always known */
  async requireKnown(names: readonly string[], field: string): Promise<void> {
    const fault = await this.unknownFault(names);
    if (fault) throw invalid(field, ...fault);
  }

  /** What to say about names that are unknown; nothing when all are known. */
  async unknownFault(names: readonly string[]): Promise<StateFault | undefined> {
    return unknownAmong(names, [...(await this.names()), ...IDENTITY_SCOPES]);
  }

  /**
   * Keeps these scopes from being removed or renamed until the transaction ends: somebody takes them.
   * @throws 400 about the field when one is gone
   */
  async hold(tx: Transaction, names: readonly string[], field: string): Promise<void> {
    const wanted = names.filter((name) => !IDENTITY_SCOPES.includes(name));
    if (wanted.length === 0) return;
    await tx.lock('scope');
    const rows = await tx.rows.findBy(Scope, { name: In(wanted) });
    const fault = unknownAmong(
      wanted,
      rows.map(({ name }) => name),
    );
    if (fault) throw invalid(field, ...fault);
  }

  /** What each of these names opens; unknown ones are left out. */
  async descriptions(names: readonly string[]): Promise<Map<string, ScopeDto>> {
    const rows = await this.database.rows.findBy(Scope, { name: In([...names]) });
    return new Map(rows.map((row) => [row.name, this.toDto(row)]));
  }

  async list(query: ScopeQuery): Promise<Page<ScopeDto>> {
    const scopes = this.database.query(Scope, 'scope').where('1 = 1');
    if (query.kind) scopes.andWhere({ system: query.kind === 'system' });
    if (query.search)
      scopes.andWhere(
        "(LOWER(scope.name) LIKE :pattern ESCAPE '!' OR LOWER(scope.description) LIKE :pattern ESCAPE '!')",
        { pattern: likePattern(query.search) },
      );
    const [rows, total] = await cutPage(scopes.orderBy('scope.name'), query);
    return page(query, [rows.map((row) => this.toDto(row)), total]);
  }

  /** @throws 404 */
  async get(id: string): Promise<ScopeDto> {
    const row = await this.database.rows.findOneBy(Scope, { id });
    if (!row) throw notFound('scope');
    return this.toDto(row);
  }

  private toDto(row: Scope): ScopeDto {
    return toDto(row, this.words.areOurs(row));
  }

  private async namesOf(ids: string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows.findBy(Scope, { id: In(ids) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private all(): Promise<KnownScopes> {
    if (this.known) return this.known;
    const loading = this.load();
    this.known = loading;
    loading.catch(() => {
      if (this.known === loading) this.known = undefined;
    });
    return loading;
  }

  private async load(): Promise<KnownScopes> {
    const rows = await this.database.rows.find(Scope);
    const names = rows.map(({ name }) => name).sort();
    return { names, there: new Set(names), roots: withoutCovered(names) };
  }
}

function unknownAmong(names: readonly string[], known: readonly string[]): StateFault | undefined {
  const there = new Set(known);
  const unknown = names.filter((name) => !there.has(name));
  if (unknown.length === 0) return undefined;
  return ['unknown_scope', `There is no such scope: ${unknown.slice(0, 5).join(', ')}.`];
}
