import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OwnerHooks } from '../accounts/accounts.hooks.js';
import { ScopeChanges } from '../scopes/scope-changes.js';
import { UsersService } from '../users/users.service.js';
import { AppChanges } from './app-changes.js';
import { App } from './app.entity.js';

/** Tells the rooms above what apps hold of theirs. */
@Injectable()
export class AppLinks implements OnModuleInit {
  constructor(
    private readonly scopes: ScopeChanges,
    private readonly users: UsersService,
    private readonly apps: AppChanges,
    private readonly owners: OwnerHooks,
  ) {}

  onModuleInit(): void {
    this.users.onRemove((tx, userId) => this.apps.removeAllOf(tx, userId));
    this.apps.onRemove((tx, { key }) => this.owners.remove(tx, [key]));
    this.scopes.heldBy(async (tx, name) => {
      // The names hold none of the characters that JSON escapes.
      const holders = tx.rows
        .createQueryBuilder(App, 'app')
        .where("app.scopes LIKE :pattern ESCAPE '!'", {
          pattern: `%"${name.replace(/[!%_]/g, '!$&')}"%`,
        });
      const holder = await holders.getOne();
      return holder ? `the app ${holder.name}` : undefined;
    });
  }
}
