import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AuditService } from '../audit/audit.service.js';
import { conflict, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { uncovered } from '../oauth/scope.js';
import type { Acting } from './app-acting.js';
import { AppActivity } from './app-activity.entity.js';
import { AppRules } from './app-rules.js';
import { AppSecret } from './app-secret.entity.js';
import { disabledByOwner, enabledByOwner, switchedTo, type Switched } from './app-switch.js';
import { AppSecrets, type NewSecret, type Overlap } from './app-secrets.js';
import type { UpdateAnyAppDto } from './app.dto.js';
import { App } from './app.entity.js';

/** Removes another room's rows of an app, in the transaction that removes the app. */
type RemovalHook = (tx: Transaction, app: App) => Promise<void>;

const ONE_MORE = () => 'epoch + 1';

/** Changes apps that exist. Who may see the app has been looked at before. */
@Injectable()
export class AppChanges {
  private readonly removalHooks: RemovalHook[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: AppRules,
    private readonly secrets: AppSecrets,
    private readonly audit: AuditService,
  ) {}

  /** Stores the fields that were sent. Disabling the app, or giving it away, ends its tokens. */
  async update(acting: Acting, app: App, fields: UpdateAnyAppDto): Promise<void> {
    await this.rules.checkChange(acting, app, fields);
    const { id, key } = app;
    await this.work.run(async (tx) => {
      const before = await hold(tx, id);
      await this.rules.holdScopes(tx, uncovered(before.scopes, fields.scopes ?? []));
      const { scopes, redirectUris, postLogoutRedirectUris, status, ...rest } = fields;
      const endsTokens =
        (status !== undefined && status !== 'active' && before.status === 'active') ||
        (fields.ownerId !== undefined && fields.ownerId !== before.ownerId);
      const values = {
        ...rest,
        ...(status && switchedTo(status)),
        ...(scopes && { scopes: [...new Set(scopes)] }),
        ...(redirectUris && { redirectUris: [...new Set(redirectUris)] }),
        ...(postLogoutRedirectUris && {
          postLogoutRedirectUris: [...new Set(postLogoutRedirectUris)],
        }),
        ...(endsTokens && { epoch: ONE_MORE }),
        updatedAt: this.secrets.now(),
      };
      await tx.rows.update(App, { id }, values as QueryDeepPartialEntity<App>);
      tx.changed('app', key);
      const detail = { changed: Object.keys(fields), status, ownerId: fields.ownerId, scopes };
      await this.record(tx, acting, 'update', id, detail);
    });
  }

  /**
   * The owner switches the app off, which ends its tokens.
   * @throws 409 unless it is active
   */
  disable(acting: Acting, app: App): Promise<void> {
    return this.flip(acting, app.id, 'disable', (now) => ({
      ...disabledByOwner(now),
      epoch: ONE_MORE,
    }));
  }

  /**
   * The owner switches on again what the owner switched off.
   * @throws 409 unless it is disabled, and by its owner
   */
  enable(acting: Acting, app: App): Promise<void> {
    return this.flip(acting, app.id, 'enable', enabledByOwner);
  }

  /** Removes the app and everything that is its own; its tokens end with it. */
  async remove(acting: Acting, app: App): Promise<void> {
    await this.work.run(async (tx) => {
      await this.removeRows(tx, app);
      await this.record(tx, acting, 'remove', app.id, { name: app.name });
    });
  }

  /** Registers a room that has rows of apps. */
  onRemove(hook: RemovalHook): void {
    this.removalHooks.push(hook);
  }

  /** Removes all apps of a person who is being removed. */
  async removeAllOf(tx: Transaction, ownerId: string): Promise<void> {
    for (const app of await tx.rows.findBy(App, { ownerId })) await this.removeRows(tx, app);
  }

  /**
   * Makes a new secret; the old one lives on for the overlap.
   * @throws 409 `public_app`, 403 `scope_not_held`
   */
  async replaceSecret(acting: Acting, app: App, overlap: Overlap): Promise<NewSecret> {
    if (app.type === 'public') throw conflict('public_app', 'A public app has no secret.');
    await this.rules.checkReach(acting, app);
    return this.work.run(async (tx) => {
      await hold(tx, app.id);
      const made = await this.secrets.replace(tx, app.id, overlap);
      tx.changed('app', app.key);
      await this.record(tx, acting, 'secret', app.id, { overlap });
      return made;
    });
  }

  /** Ends every token that the app has now. */
  async endTokens(acting: Acting, { id, key }: App): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.rows.update(App, { id }, { epoch: ONE_MORE });
      tx.changed('app', key);
      await this.record(tx, acting, 'endTokens', id, {});
    });
  }

  private async flip(
    acting: Acting,
    id: string,
    handler: 'disable' | 'enable',
    valuesFor: (app: App) => Switched & { epoch?: () => string },
  ): Promise<void> {
    await this.work.run(async (tx) => {
      const app = await hold(tx, id);
      const values = { ...valuesFor(app), updatedAt: this.secrets.now() };
      await tx.rows.update(App, { id }, values);
      tx.changed('app', app.key);
      await this.record(tx, acting, handler, id, {});
    });
  }

  /** Removes the app's rows, and those that other rooms have of it. */
  async removeRows(tx: Transaction, app: App): Promise<void> {
    const { id, key } = app;
    for (const hook of this.removalHooks) await hook(tx, app);
    await tx.rows.delete(AppSecret, { appId: id });
    await tx.rows.delete(AppActivity, { appId: id });
    await tx.rows.delete(App, { id });
    tx.changed('app', key);
  }

  private async record(
    tx: Transaction,
    { caller, room }: Acting,
    handler: string,
    id: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const event = `${room}.app.${handler}`;
    await this.audit.record(tx, { event, caller, subject: `app:${id}`, detail });
  }
}

/** The app as it is now, and as it stays until this transaction ends. */
async function hold(tx: Transaction, id: string): Promise<App> {
  await tx.lock(`app:${id}`);
  const app = await tx.rows.findOneBy(App, { id });
  if (!app) throw notFound('app');
  return app;
}
