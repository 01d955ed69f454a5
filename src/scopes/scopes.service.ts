import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { changedMembers, pickedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import { conflict, invalid, notFound } from '../common/problem.js';
import type { StateFault } from '../common/state-rule.js';
import { ChangeFeed } from '../database/change-feed.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { then } from '../oauth/at-once.js';
import type { Scopes } from '../oauth/ports.js';
import { IDENTITY_SCOPES, withoutCovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import type { CreateScopeDto, UpdateScopeDto } from './scope.dto.js';
import { Scope } from './scope.entity.js';

/** Finds who holds a scope, in words for people: `the role Courier`. */
type FindHolder = (tx: Transaction, name: string) => Promise<string | undefined>;

/** Knows the scopes that operations had as names before, and that still open them. */
export interface FormerNames {
  /**
   * The scopes that nothing needs once this one is dropped, itself among them; nothing when it is no
   * former name.
   */
  endingWith(tx: Transaction, name: string): Promise<string[] | undefined>;
  /** No longer lets it open its operation. */
  drop(tx: Transaction, name: string): Promise<void>;
}

interface KnownScopes {
  names: string[];
  there: ReadonlySet<string>;
  roots: string[];
}

/**
 * Caches the names of scopes, and changes scopes: one that somebody holds is neither removed nor
 * renamed.
 */
@Injectable()
export class ScopesService implements Scopes {
  private readonly holders: FindHolder[] = [];
  private former?: FormerNames;
  private known?: KnownScopes;
  private loading?: Promise<KnownScopes>;

  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly clock: Clock,
    feed: ChangeFeed,
  ) {
    feed.onChange('scope', () => {
      this.known = undefined;
      this.loading = undefined;
    });
  }

  /** All known names, in alphabetical order. */
  async names(): Promise<string[]> {
    return (await this.all()).names;
  }

  /** The names that no other known name covers: whoever holds them may do everything. */
  rootNames(): string[] | Promise<string[]> {
    return then(this.all(), ({ roots }) => roots);
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

  /** Registers a module above, which says whether something of it holds a scope. */
  addHolder(find: FindHolder): void {
    this.holders.push(find);
  }

  /** The module of the imported APIs says here which scopes are former names. */
  setFormerNames(former: FormerNames): void {
    this.former = former;
  }

  /** @throws Problem 409 when the name is taken */
  async create({ name, description = '' }: CreateScopeDto, caller: Caller): Promise<Scope> {
    const now = this.clock.now();
    const id = createIdentifier('scp_', now);
    const scope: Scope = { id, name, description, system: false, createdAt: new Date(now) };
    await this.changes.run(caller, 'backend.scope.create', async (tx, about) => {
      await this.requireFree(tx, name);
      await tx.rows.insert(Scope, scope);
      about(factsOf(scope, { name, description }));
    });
    return scope;
  }

  /** @throws Problem 404, 409 when a system scope or one in use would get another name */
  async update(id: string, { ...fields }: UpdateScopeDto, caller: Caller): Promise<Scope> {
    return this.changes.run(caller, 'backend.scope.update', async (tx, about) => {
      const scope = await this.holdUnchanged(tx, id, caller);
      const { name } = fields;
      if (name !== undefined && name !== scope.name) {
        await this.requireUnused(tx, scope);
        await this.requireFree(tx, name);
      }
      const changed = { ...scope, ...fields };
      about('nothing');
      const names = changedMembers(scope, fields);
      if (names.length === 0) return scope;
      await tx.rows.update(Scope, { id }, changed);
      about(factsOf(scope, { ...fields, before: pickedMembers(scope, names) }));
      return changed;
    });
  }

  /**
   * Removes a scope; of a system scope only the former name of an operation, which then opens it no
   * longer.
   * @throws Problem 404, 409 for a system scope and one in use
   */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.scope.remove', async (tx, about) => {
      const scope = await this.holdUnchanged(tx, id, caller);
      const ending = scope.system && (await this.former?.endingWith(tx, scope.name));
      if (ending) {
        for (const name of ending) await this.requireUnheld(tx, name);
        await this.former?.drop(tx, scope.name);
      } else await this.requireUnused(tx, scope);
      await tx.rows.delete(Scope, { name: In(ending || [scope.name]) });
      about(factsOf(scope, { name: scope.name }));
    });
  }

  private async holdUnchanged(tx: Transaction, id: string, caller: Caller): Promise<Scope> {
    await tx.lock('scope');
    const scope = await tx.rows.findOneBy(Scope, { id });
    if (!scope) throw notFound('scope');
    await this.changes.requireUnchanged(tx, caller, `scope:${id}`, scope);
    return scope;
  }

  private async requireFree(tx: Transaction, name: string): Promise<void> {
    await tx.lock('scope');
    if (IDENTITY_SCOPES.includes(name) || (await tx.rows.existsBy(Scope, { name })))
      throw conflict('name_taken', 'There is a scope of this name already.', 'name');
  }

  private async requireUnused(tx: Transaction, scope: Scope): Promise<void> {
    if (scope.system)
      throw conflict('system_scope', 'Operations need this scope; it can only be described.');
    await this.requireUnheld(tx, scope.name);
  }

  private async requireUnheld(tx: Transaction, name: string): Promise<void> {
    for (const find of this.holders) {
      const holder = await find(tx, name);
      if (holder) throw conflict('scope_in_use', `This scope is held by ${holder}.`);
    }
  }

  /** At once when they are in memory: the caller of every request may hold everything. */
  private all(): KnownScopes | Promise<KnownScopes> {
    return this.known ?? this.loading ?? this.startLoading();
  }

  private startLoading(): Promise<KnownScopes> {
    const loading = this.load();
    this.loading = loading;
    const ends = (known?: KnownScopes) => {
      // What changed meanwhile is read anew.
      if (this.loading !== loading) return;
      this.loading = undefined;
      this.known = known;
    };
    loading.then(ends, () => ends());
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

function factsOf({ id, name }: Scope, detail: Record<string, unknown>): ChangeFacts {
  return { subject: `scope:${id}`, forget: ['scope', name], detail };
}
