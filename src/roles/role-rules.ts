import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { conflict, forbidden } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { covers, uncovered } from '../oauth/scope.js';
import type { Caller } from '../operations/caller.js';
import { requireConfirmation, requireOwnLogin } from '../operations/own-login.js';
import { ScopeChanges } from '../scopes/scope-changes.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { Role } from './role.entity.js';
import { RolesService } from './roles.service.js';

/** What may not be done to a role, and what may not be put into one. */
@Injectable()
export class RoleRules implements OnModuleInit {
  constructor(
    private readonly roles: RolesService,
    private readonly scopes: ScopesService,
    private readonly scopeChanges: ScopeChanges,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopeChanges.heldBy(async (tx, name) => {
      const roles = await tx.rows.find(Role);
      const holder = roles.find(({ scopes }) => scopes.includes(name));
      return holder && `the role ${holder.name}`;
    });
  }

  /**
   * The scopes once each, in alphabetical order.
   * @throws 400 when one is unknown, 403 when the caller does not hold one
   */
  async grantable(scopes: readonly string[], caller: Caller): Promise<string[]> {
    await this.scopes.requireKnown(scopes, 'scopes');
    const lacking = uncovered(caller.authority, scopes);
    if (lacking.length > 0)
      throw forbidden('scope_not_held', `You do not hold ${lacking.slice(0, 5).join(', ')}.`);
    return [...new Set(scopes)].sort();
  }

  /** Guards a role that holds more than its changer. @throws 403 `scope_not_held` */
  async requireHeld(role: Role, caller: Caller): Promise<void> {
    const { scopes } = await this.roles.held(role);
    const lacking = uncovered(caller.authority, scopes);
    if (lacking.length > 0)
      throw forbidden(
        'scope_not_held',
        `The role holds scopes that you do not: ${lacking.slice(0, 5).join(', ')}.`,
      );
  }

  /**
   * Guards what makes administrators without naming them: the holders of a role, or whoever registers.
   * They would outlive the app, or the borrowed session, that made them.
   * @throws 403 `own_login_required`, `confirmation_required`
   */
  requireProvenFor(caller: Caller, before: readonly string[], after: readonly string[]): void {
    if (!uncovered(before, after).some((name) => covers(['backend'], name))) return;
    requireOwnLogin(caller);
    requireConfirmation(caller, this.clock.now());
  }

  /** Keeps these scopes until the transaction ends. @throws 400 when one is gone */
  async holdScopes(tx: Transaction, names: string[]): Promise<void> {
    await this.scopes.hold(tx, names, 'scopes');
  }

  /**
   * Compares here, because SQLite folds the case of ASCII letters alone.
   * @param ownId the role that may keep the name
   * @throws 409
   */
  async refuseTaken(tx: Transaction, name: string, ownId?: string): Promise<void> {
    const roles = await tx.rows.find(Role, { select: { id: true, name: true } });
    if (roles.some((role) => role.id !== ownId && nameKey(role.name) === nameKey(name)))
      throw conflict('name_taken', 'There is a role of this name already.', 'name');
  }

  /** @throws 409 when the role is seeded, or `role_default` names it */
  async refuseRename(tx: Transaction, role: Role): Promise<void> {
    if (role.system)
      throw conflict('system_role', 'A role that comes with Gatehouse keeps its name.');
    await this.refuseDefault(tx, role);
  }

  /** @throws 409 for the role that holds everything, now and later */
  refuseScopes(role: Role): void {
    if (role.everything)
      throw conflict('system_role', 'The scopes of this role cannot be changed: it has them all.');
  }

  /** @throws 409 when the role is seeded, somebody has it, or `role_default` names it */
  async refuseRemoval(tx: Transaction, role: Role): Promise<void> {
    if (role.system)
      throw conflict('system_role', 'A role that comes with Gatehouse cannot be removed.');
    await this.refuseDefault(tx, role);
    const holders = await this.roles.holdersOf(role.id, tx.rows);
    if (holders > 0) throw conflict('role_in_use', `Some people (${holders}) have this role.`);
  }

  /** Scopes of single operations that the first list opens and the second does not. */
  async difference(first: readonly string[], second: readonly string[]): Promise<string[]> {
    const names = await this.scopes.names();
    const above = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.')))));
    return names.filter((name) => !above.has(name) && covers(first, name) && !covers(second, name));
  }

  private async refuseDefault(tx: Transaction, role: Role): Promise<void> {
    if ((await this.settings.hold(tx, 'role_default')) === role.name)
      throw conflict('role_in_use', 'New people get this role: change role_default first.');
  }
}

/** The form in which names of roles are compared: case and composition do not count. */
function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
