import { Injectable } from '@nestjs/common';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { Unchanged } from '../audit/unchanged.js';
import { Clock } from '../common/clock.js';
import { changedMembers } from '../common/changed-members.js';
import { notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { createIdentifier } from '../common/identifiers.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import type { NewRole, RoleUpdate } from './role.dto.js';
import { Role } from './role.entity.js';
import { RoleRules } from './role-rules.js';

/** Makes, changes and removes roles; a change counts for every holder at once. */
@Injectable()
export class RoleChanges {
  constructor(
    private readonly changes: Changes,
    private readonly unchanged: Unchanged,
    private readonly rules: RoleRules,
    private readonly clock: Clock,
  ) {}

  /** @throws 400 unknown scope, 403 scope not held, 409 name taken */
  async create(body: NewRole, caller: Caller): Promise<Role> {
    const { name, description = '' } = body;
    const scopes = await this.rules.grantable(body.scopes ?? [], caller);
    const now = this.clock.now();
    const id = createIdentifier('rol_', now);
    const kind = { system: false, everything: false };
    const role: Role = { id, name, description, scopes, ...kind, createdAt: new Date(now) };
    await this.changes.run(caller, 'backend.role.create', async (tx, about) => {
      await tx.lock('role');
      await this.rules.refuseTaken(tx, name);
      await this.rules.holdScopes(tx, scopes);
      await tx.rows.insert(Role, role);
      about(factsOf(role, { name, scopes }));
    });
    return role;
  }

  /** @throws 404, and as `create`; 409 also for what a seeded role must keep */
  async update(id: string, { ...changes }: RoleUpdate, caller: Caller): Promise<Role> {
    if (changes.scopes) changes.scopes = await this.rules.grantable(changes.scopes, caller);
    return this.changes.run(caller, 'backend.role.update', async (tx, about) => {
      const role = await this.find(tx, id, caller);
      if (changes.scopes) this.rules.refuseScopes(role);
      if (changes.scopes) this.rules.requireProvenFor(caller, role.scopes, changes.scopes);
      await this.rules.holdScopes(tx, uncovered(role.scopes, changes.scopes ?? []));
      const { name = role.name } = changes;
      if (name !== role.name) await this.rules.refuseRename(tx, role);
      if (name !== role.name) await this.rules.refuseTaken(tx, name, id);
      about('nothing');
      if (changedMembers(role, changes).length === 0) return role;
      const changed = { ...role, ...changes };
      await tx.rows.update(Role, { id }, changed);
      const before = changes.scopes && { scopesBefore: role.scopes };
      about(factsOf(role, { ...changes, ...before }));
      return changed;
    });
  }

  /** @throws 404, 409 for a role that is seeded or in use */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.role.remove', async (tx, about) => {
      const role = await this.find(tx, id, caller);
      await this.rules.refuseRemoval(tx, role);
      await tx.rows.delete(Role, { id });
      about(factsOf(role, { name: role.name }));
    });
  }

  /** The role, which nobody else changes until the transaction ends. @throws 404, 403, 412 */
  private async find(tx: Transaction, id: string, caller: Caller): Promise<Role> {
    await tx.lock('role');
    const role = await tx.rows.findOneBy(Role, { id });
    if (!role) throw notFound('role');
    await this.rules.requireHeld(role, caller);
    await this.unchanged.require(tx, caller, `role:${id}`, role);
    return role;
  }
}

function factsOf({ id }: Role, detail: Record<string, unknown>): ChangeFacts {
  return { subject: `role:${id}`, forget: ['role', id], detail };
}
