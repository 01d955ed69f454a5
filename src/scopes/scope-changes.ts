import { Injectable } from '@nestjs/common';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { Unchanged } from '../audit/unchanged.js';
import { Clock } from '../common/clock.js';
import { changedMembers } from '../common/changed-members.js';
import { conflict, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { IDENTITY_SCOPES } from '../oauth/scope.js';
import { createIdentifier } from '../common/identifiers.js';
import type { Caller } from '../operations/caller.js';
import { type NewScope, type ScopeDto, type ScopeUpdate, toDto } from './scope.dto.js';
import { ScopeWords } from './scope-words.js';
import { Scope } from './scope.entity.js';

/** Finds who holds a scope, in words for people: `the role Courier`. */
type FindHolder = (tx: Transaction, name: string) => Promise<string | undefined>;

/** Makes, changes and removes scopes, under the rule that nobody's scope vanishes. */
@Injectable()
export class ScopeChanges {
  private readonly holders: FindHolder[] = [];

  constructor(
    private readonly changes: Changes,
    private readonly unchanged: Unchanged,
    private readonly clock: Clock,
    private readonly words: ScopeWords,
  ) {}

  /** Rooms below, which hold scopes, say here whether they hold one. */
  heldBy(find: FindHolder): void {
    this.holders.push(find);
  }

  /** @throws 409 when the name is taken */
  async create({ name, description = '' }: NewScope, caller: Caller): Promise<ScopeDto> {
    const now = this.clock.now();
    const id = createIdentifier('scp_', now);
    const scope: Scope = { id, name, description, system: false, createdAt: new Date(now) };
    await this.changes.run(caller, 'backend.scope.create', async (tx, about) => {
      await this.refuseTaken(tx, name);
      await tx.rows.insert(Scope, scope);
      about(factsOf(scope, { name, description }));
    });
    return toDto(scope, false);
  }

  /** @throws 404, 409 when a system scope or one in use would get another name */
  async update(id: string, { ...changes }: ScopeUpdate, caller: Caller): Promise<ScopeDto> {
    return this.changes.run(caller, 'backend.scope.update', async (tx, about) => {
      const scope = await this.find(tx, id, caller);
      const { name } = changes;
      if (name !== undefined && name !== scope.name) {
        await this.refuseUsed(tx, scope);
        await this.refuseTaken(tx, name);
      }
      const changed = { ...scope, ...changes };
      about('nothing');
      if (changedMembers(scope, changes).length === 0)
        return toDto(scope, this.words.areOurs(scope));
      await tx.rows.update(Scope, { id }, changed);
      about(factsOf(scope, changes));
      return toDto(changed, this.words.areOurs(changed));
    });
  }

  /** @throws 404, 409 for a system scope and one in use */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.scope.remove', async (tx, about) => {
      const scope = await this.find(tx, id, caller);
      await this.refuseUsed(tx, scope);
      await tx.rows.delete(Scope, { id });
      about(factsOf(scope, { name: scope.name }));
    });
  }

  private async find(tx: Transaction, id: string, caller: Caller): Promise<Scope> {
    await tx.lock('scope');
    const scope = await tx.rows.findOneBy(Scope, { id });
    if (!scope) throw notFound('scope');
    await this.unchanged.require(tx, caller, `scope:${id}`, scope);
    return scope;
  }

  private async refuseTaken(tx: Transaction, name: string): Promise<void> {
    await tx.lock('scope');
    if (IDENTITY_SCOPES.includes(name) || (await tx.rows.existsBy(Scope, { name })))
      throw conflict('name_taken', 'There is a scope of this name already.', 'name');
  }

  private async refuseUsed(tx: Transaction, scope: Scope): Promise<void> {
    if (scope.system)
      throw conflict('system_scope', 'Operations need this scope; it can only be described.');
    for (const find of this.holders) {
      const holder = await find(tx, scope.name);
      if (holder) throw conflict('scope_in_use', `This scope is held by ${holder}.`);
    }
  }
}

function factsOf({ id, name }: Scope, detail: Record<string, unknown>): ChangeFacts {
  return { subject: `scope:${id}`, forget: ['scope', name], detail };
}
