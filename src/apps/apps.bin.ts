import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AccountsBin } from '../accounts/accounts.bin.js';
import { AccountsCache } from '../accounts/accounts.cache.js';
import type { BinItem } from '../bin/bin-item.entity.js';
import { type BinActing, type BinOwner, BinService, type Differences } from '../bin/bin.service.js';
import { revivedRow } from '../bin/stored-row.js';
import { Clock } from '../common/clock.js';
import { conflict } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { UsersBin } from '../users/users.bin.js';
import { UsersCache } from '../users/users.cache.js';
import { requireReach } from '../users/users.rules.js';
import { App } from './app.entity.js';
import { AppsHooks } from './apps.hooks.js';
import { AppsPolicy } from './apps.policy.js';

/** Puts removed apps into the bin, and brings them back. */
@Injectable()
export class AppsBin implements BinOwner, OnModuleInit {
  constructor(
    private readonly bin: BinService,
    private readonly hooks: AppsHooks,
    private readonly policy: AppsPolicy,
    private readonly scopes: ScopesService,
    private readonly users: UsersCache,
    private readonly usersBin: UsersBin,
    private readonly accounts: AccountsCache,
    private readonly ownAccounts: AccountsBin,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.bin.keep('app', this);
    this.usersBin.onPut(async (tx, ownerId) => {
      await this.put(tx, await tx.rows.findBy(App, { ownerId }), { withId: ownerId });
    });
  }

  /** Puts apps into the bin, before their rows are removed. */
  async put(
    tx: Transaction,
    apps: App[],
    facts: { withId: string } | { removedBy: string },
  ): Promise<void> {
    const items = apps.map((app) => {
      const { id, name, ownerId } = app;
      return { id, name, ownerId, kind: 'app' as const, content: { app }, ...facts };
    });
    await this.bin.put(tx, items);
  }

  /** @throws Problem 403 `beyond_reach` */
  async requireReach({ caller, area }: BinActing, { ownerId }: BinItem): Promise<void> {
    if (area === 'backend') requireReach(caller, await this.users.find(ownerId));
  }

  /**
   * The app as it was, without credentials. Another app may be the resource server at its URL by now,
   * and stays it.
   * @throws Problem 403 `scope_not_held`; 409 `owner_missing`, `account_missing`, `too_many_apps`
   */
  async restore(
    tx: Transaction,
    { content }: BinItem,
    acting: BinActing,
    isAlone: boolean,
  ): Promise<Differences> {
    const now = new Date(this.clock.now());
    const app = revivedRow<App>(content.app, ['createdAt', 'approvedAt', 'resourceSince']);
    const lostScopes = await this.scopes.unknown(app.scopes);
    const scopes = app.scopes.filter((name) => !lostScopes.includes(name));
    const resourceSince = app.resourceSince && now;
    const row: App = { ...app, scopes, resourceSince, epoch: app.epoch + 1, updatedAt: now };
    if (isAlone) await this.requireOwner(row);
    await this.requireAccount(tx, row);
    if (isAlone) await this.policy.checkReach(acting, row);
    if (isAlone && acting.area === 'consumer') await this.policy.checkLimit(tx, row);
    await this.policy.holdScopes(tx, scopes);
    await tx.rows.insert(App, row as QueryDeepPartialEntity<App>);
    await this.hooks.restored(tx, row);
    return { lostScopes };
  }

  private async requireOwner({ ownerId }: App): Promise<void> {
    if (ownerId === '' || (await this.users.find(ownerId))) return;
    throw conflict('owner_missing', 'Its owner is gone; bring back the owner first.');
  }

  /** Without its account the app could do more than before. */
  private async requireAccount(tx: Transaction, { accountId, ownerId }: App): Promise<void> {
    if (accountId === null || (await this.ownAccounts.isOwned(tx, accountId, ownerId))) return;
    if (await this.accounts.mayUse(accountId, ownerId)) return;
    throw conflict('account_missing', 'The account that it works for is gone.');
  }
}
