import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { type ChangeFacts, Changes } from '../audit/changes.js';
import { changedMembers, pickedMembers } from '../common/changed-members.js';
import { Clock } from '../common/clock.js';
import { createIdentifier } from '../common/identifiers.js';
import { conflict, invalid, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { ScopesService } from '../scopes/scopes.service.js';
import type { SettingValue } from '../settings/settings.js';
import { SettingsService } from '../settings/settings.service.js';
import type { CreateRoleDto, UpdateRoleDto } from './role.dto.js';
import { Role } from './role.entity.js';
import { RolesCache } from './roles.cache.js';
import {
  requireChangeableScopes,
  requireHeldRole,
  requireOwnRole,
  requireProvenFor,
  roleNameKey,
} from './roles.rules.js';

/** How many users have a role. */
type CountHolders = (roleId: string, rows: EntityManager) => Promise<number>;

/** Leaves of a list of roles (`role`) those that nobody has. */
type LeaveUnheld = (roles: SelectQueryBuilder<Role>) => unknown;

/** Creates, changes and removes roles; a change counts for every holder at once. */
@Injectable()
export class RolesService implements OnModuleInit {
  private countHolders: CountHolders = async () => 0;
  leaveUnheld: LeaveUnheld = () => undefined;

  constructor(
    private readonly roles: RolesCache,
    private readonly scopes: ScopesService,
    private readonly settings: SettingsService,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopes.addHolder(holderOf);
    this.settings.addCheck('role_default', (name, caller, tx) =>
      this.checkDefault(tx, name, caller),
    );
  }

  /** The module of the users says here how it counts them, and which roles none of them has. */
  countHoldersWith(count: CountHolders, leaveUnheld: LeaveUnheld): void {
    this.countHolders = count;
    this.leaveUnheld = leaveUnheld;
  }

  /** @param rows where to count: a transaction's, when the number decides something */
  async holdersOf(roleId: string, rows: EntityManager): Promise<number> {
    return this.countHolders(roleId, rows);
  }

  /** @throws Problem 400 unknown scope, 403 scope not held, 409 name taken */
  async create(body: CreateRoleDto, caller: Caller): Promise<Role> {
    const { name, description = '' } = body;
    const scopes = await this.grantable(body.scopes ?? [], caller);
    const now = this.clock.now();
    const id = createIdentifier('rol_', now);
    const kind = { system: false, everything: false };
    const role: Role = { id, name, description, scopes, ...kind, createdAt: new Date(now) };
    await this.changes.run(caller, 'backend.role.create', async (tx, about) => {
      await tx.lock('role');
      await this.requireFree(tx, name);
      await this.scopes.hold(tx, scopes, 'scopes');
      await tx.rows.insert(Role, role);
      about(factsOf(role, { name, scopes }));
    });
    return role;
  }

  /** @throws Problem 404, and as `create`; 409 also for what a seeded role must keep */
  async update(id: string, { ...fields }: UpdateRoleDto, caller: Caller): Promise<Role> {
    if (fields.scopes) fields.scopes = await this.grantable(fields.scopes, caller);
    return this.changes.run(caller, 'backend.role.update', async (tx, about) => {
      const role = await this.holdUnchanged(tx, id, caller);
      if (fields.scopes) {
        requireChangeableScopes(role);
        requireProvenFor(caller, role.scopes, fields.scopes, this.clock.now());
      }
      await this.scopes.hold(tx, uncovered(role.scopes, fields.scopes ?? []), 'scopes');
      if (fields.name !== undefined && fields.name !== role.name) {
        requireOwnRole(role, 'A role that comes with Gatehouse keeps its name.');
        await this.requireNotDefault(tx, role);
        await this.requireFree(tx, fields.name, id);
      }
      about('nothing');
      const names = changedMembers(role, fields);
      if (names.length === 0) return role;
      const changed = { ...role, ...fields };
      await tx.rows.update(Role, { id }, changed);
      const scopesBefore = fields.scopes && { scopesBefore: role.scopes };
      const before = pickedMembers(
        role,
        names.filter((each) => each !== 'scopes'),
      );
      about(factsOf(role, { ...fields, ...scopesBefore, before }));
      return changed;
    });
  }

  /** @throws Problem 404, 409 for a role that is seeded or in use */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'backend.role.remove', async (tx, about) => {
      const role = await this.holdUnchanged(tx, id, caller);
      requireOwnRole(role, 'A role that comes with Gatehouse cannot be removed.');
      await this.requireNotDefault(tx, role);
      const holders = await this.holdersOf(id, tx.rows);
      if (holders > 0) throw conflict('role_in_use', `Some people (${holders}) have this role.`);
      await tx.rows.delete(Role, { id });
      about(factsOf(role, { name: role.name }));
    });
  }

  /** Takes scopes that there are no longer from every role. */
  async dropScopes(tx: Transaction, names: readonly string[]): Promise<void> {
    await tx.lock('role');
    const gone = new Set(names);
    for (const role of await tx.rows.find(Role)) {
      const scopes = role.scopes.filter((name) => !gone.has(name));
      if (scopes.length === role.scopes.length) continue;
      await tx.rows.update(Role, { id: role.id }, { scopes });
      tx.changed('role', role.id);
    }
  }

  /** Keeps the role until the transaction ends. @throws Problem 400 when it is gone */
  async hold(tx: Transaction, id: string): Promise<void> {
    await tx.lock('role');
    if (!(await tx.rows.existsBy(Role, { id })))
      throw invalid('roleId', 'unknown_role', 'There is no such role.');
  }

  /** The role, which nobody else changes until the transaction ends. @throws Problem 404, 403, 412 */
  private async holdUnchanged(tx: Transaction, id: string, caller: Caller): Promise<Role> {
    await tx.lock('role');
    const role = await tx.rows.findOneBy(Role, { id });
    if (!role) throw notFound('role');
    requireHeldRole(caller, await this.roles.held(role));
    await this.changes.requireUnchanged(tx, caller, `role:${id}`, role);
    return role;
  }

  /**
   * The scopes once each, in alphabetical order.
   * @throws Problem 400 when one is unknown, 403 when the caller does not hold one
   */
  private async grantable(scopes: readonly string[], caller: Caller): Promise<string[]> {
    await this.scopes.requireKnown(scopes, 'scopes');
    requireHeldRole(caller, { scopes });
    return [...new Set(scopes)].sort();
  }

  /**
   * Compares here, because SQLite folds the case of ASCII letters alone.
   * @param ownId the role that may keep the name
   * @throws Problem 409
   */
  private async requireFree(tx: Transaction, name: string, ownId?: string): Promise<void> {
    const roles = await tx.rows.find(Role, { select: { id: true, name: true } });
    if (roles.some((role) => role.id !== ownId && roleNameKey(role.name) === roleNameKey(name)))
      throw conflict('name_taken', 'There is a role of this name already.', 'name');
  }

  /** @throws Problem 409 when `role_default` names the role */
  private async requireNotDefault(tx: Transaction, role: Role): Promise<void> {
    if ((await this.settings.hold(tx, 'role_default')) === role.name)
      throw conflict('role_in_use', 'New people get this role: change role_default first.');
  }

  /** Lets `role_default` name a role that is there, and that opens no more than its chooser may. */
  private async checkDefault(tx: Transaction, name: SettingValue, caller: Caller): Promise<void> {
    const role = await tx.rows.findOneBy(Role, { name: String(name) });
    if (!role) throw invalid('value', 'unknown_role', 'There is no role of this name.');
    const held = await this.roles.held(role);
    requireHeldRole(caller, held);
    const before = await this.roles.default();
    requireProvenFor(caller, before.scopes, held.scopes, this.clock.now());
  }
}

async function holderOf(tx: Transaction, scope: string): Promise<string | undefined> {
  const roles = await tx.rows.find(Role);
  const holder = roles.find(({ scopes }) => scopes.includes(scope));
  return holder && `the role ${holder.name}`;
}

function factsOf({ id }: Role, detail: Record<string, unknown>): ChangeFacts {
  return { subject: `role:${id}`, forget: ['role', id], detail };
}
