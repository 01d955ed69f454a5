import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AuditService } from '../audit/audit.service.js';
import { Unchanged } from '../audit/unchanged.js';
import { changedMembers } from '../common/changed-members.js';
import { conflict, notFound } from '../common/problem.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { uncovered } from '../oauth/scope.js';
import { isWellFormed } from '../common/identifiers.js';
import { UsersCache } from '../users/users.cache.js';
import { requireReach } from '../users/users.rules.js';
import { type Acting, reaches } from './app-acting.js';
import { AppActivity } from './activity/app-activity.entity.js';
import { approvalAfter, enabledAfterChanges } from './approval.js';
import { AppRules } from './app-rules.js';
import { AppSecret } from './secrets/app-secret.entity.js';
import { disabledByOwner, enabledByOwner, switchedTo, type Switched } from './app-switch.js';
import { AppSecrets, type NewSecret, type Overlap } from './secrets/app-secrets.js';
import type { UpdateAnyAppDto } from './app.dto.js';
import { App, APP_ID, stateOf } from './app.entity.js';
import { claimOf } from './resource-claim.js';

/** Removes another room's rows of an app, in the transaction that removes the app. */
type RemovalHook = (tx: Transaction, app: App) => Promise<void>;

const ONE_MORE = () => 'epoch + 1';

/**
 * Changes apps that exist. Who may change the app is asked in the transaction that changes it: it may
 * be somebody else's by then.
 */
@Injectable()
export class AppChanges {
  private readonly removalHooks: RemovalHook[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: AppRules,
    private readonly secrets: AppSecrets,
    private readonly audit: AuditService,
    private readonly unchanged: Unchanged,
    private readonly users: UsersCache,
  ) {}

  /**
   * Stores the fields that were sent. Disabling the app, or giving it away, ends its tokens; who gave
   * it away keeps no key to it.
   */
  async update(acting: Acting, id: string, fields: UpdateAnyAppDto): Promise<void> {
    await this.work.run(async (tx) => {
      const before = await this.holdUnchanged(tx, acting, id);
      await this.rules.checkChange(acting, before, fields);
      await this.rules.holdScopes(tx, uncovered(before.scopes, fields.scopes ?? []));
      const { scopes, redirectUris, postLogoutRedirectUris, status, ...rest } = fields;
      const isGiven = fields.ownerId !== undefined && fields.ownerId !== before.ownerId;
      const isStopped = status !== undefined && status !== 'active' && before.status === 'active';
      const values = {
        ...rest,
        ...(status && switchedTo(status)),
        ...(scopes && { scopes: [...new Set(scopes)] }),
        ...(redirectUris && { redirectUris: [...new Set(redirectUris)] }),
        ...(postLogoutRedirectUris && {
          postLogoutRedirectUris: [...new Set(postLogoutRedirectUris)],
        }),
      };
      const effects = {
        ...((isGiven || isStopped) && { epoch: ONE_MORE }),
        // Whoever has a key of the app acts for its owner.
        ...(isGiven && { jwks: null }),
        updatedAt: this.secrets.now(),
      };
      const after = { ...before, ...values, ...effects, epoch: before.epoch };
      const facts = { decided: status !== undefined, needed: this.rules.needsApproval() };
      const approval = approvalAfter(acting, before, after, facts);
      const changed = changedMembers(before, values);
      const isDecided = changedMembers(before, { approved: approval.approved }).length > 0;
      if (changed.length === 0 && !isDecided) return;
      if (isGiven) await this.secrets.removeAll(tx, id);
      const { url = before.url } = fields;
      const now = { url, status: approval.status ?? status ?? before.status };
      const claim = claimOf(now, before, effects.updatedAt);
      const all = { ...values, ...effects, ...approval, ...claim };
      await tx.rows.update(App, { id }, all as QueryDeepPartialEntity<App>);
      tx.changed('app', before.key);
      const detail = {
        changed: changed.filter((name) => name in fields),
        status: approval.status ?? status,
        ownerId: fields.ownerId,
        scopes,
      };
      await this.record(tx, acting, 'update', id, detail);
    });
  }

  /**
   * The owner switches the app off, which ends its tokens.
   * @throws 409 unless it is active
   */
  disable(acting: Acting, id: string): Promise<void> {
    return this.flip(acting, id, 'disable', (now) => ({
      ...disabledByOwner(now),
      epoch: ONE_MORE,
    }));
  }

  /**
   * The owner switches on again what the owner switched off; what was changed since its approval
   * waits for another one.
   * @throws 409 unless it is disabled, and by its owner
   */
  enable(acting: Acting, id: string): Promise<void> {
    return this.flip(acting, id, 'enable', (app) =>
      enabledAfterChanges(app, enabledByOwner(app), this.rules.needsApproval()),
    );
  }

  /** Removes the app and everything that is its own; its tokens end with it. */
  async remove(acting: Acting, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const app = await this.holdUnchanged(tx, acting, id);
      await this.removeRows(tx, app);
      await this.record(tx, acting, 'remove', id, { name: app.name });
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
   * Gives the present secret an end, after the overlap. The owner alone gets another one: a secret
   * acts as its app, and so as the owner.
   * @throws 409 `public_app`, `too_many_secrets`; 403 `scope_not_held`
   */
  async replaceSecret(acting: Acting, id: string, overlap: Overlap): Promise<NewSecret> {
    return this.work.run(async (tx) => {
      const app = await this.hold(tx, acting, id);
      if (app.type === 'public') throw conflict('public_app', 'A public app has no secret.');
      await this.rules.checkReach(acting, app);
      const isOwner = app.ownerId === acting.caller.personId;
      const made = isOwner
        ? await this.secrets.replace(tx, id, overlap)
        : await this.secrets.end(tx, id, overlap);
      await this.touch(tx, app);
      await this.record(tx, acting, 'secret', id, { overlap });
      return made;
    });
  }

  /** Ends a secret before its time. @throws 404; 409 `present_secret` for the one without an end */
  async removeSecret(acting: Acting, id: string, secretId: string): Promise<void> {
    await this.work.run(async (tx) => {
      const app = await this.hold(tx, acting, id);
      const tail = await this.secrets.remove(tx, id, secretId);
      await this.touch(tx, app);
      await this.record(tx, acting, 'removeSecret', id, { tail });
    });
  }

  /** Ends every token that the app has now. */
  async endTokens(acting: Acting, id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const { key } = await this.hold(tx, acting, id);
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
      const app = await this.hold(tx, acting, id);
      const values = { ...valuesFor(app), updatedAt: this.secrets.now() };
      await tx.rows.update(App, { id }, values);
      tx.changed('app', app.key);
      await this.record(tx, acting, handler, id, {});
    });
  }

  /**
   * The app as it is now, and as it stays until this transaction ends.
   * @throws 404; 403 `beyond_reach` for an administrator who does not reach the owner
   */
  private async hold(tx: Transaction, acting: Acting, id: string): Promise<App> {
    if (!isWellFormed(id, APP_ID)) throw notFound('app');
    await tx.lock(`app:${id}`);
    const app = await tx.rows.findOneBy(App, { id });
    if (!app || !reaches(acting, app)) throw notFound('app');
    if (acting.room === 'backend') requireReach(acting.caller, await this.users.find(app.ownerId));
    return app;
  }

  /** As `hold`, for what replaces or removes the app itself. @throws 404, 403, 412 */
  private async holdUnchanged(tx: Transaction, acting: Acting, id: string): Promise<App> {
    const app = await this.hold(tx, acting, id);
    await this.unchanged.require(tx, acting.caller, `app:${id}`, stateOf(app));
    return app;
  }

  /** Tells every instance, and readers by a new entity tag, that the app's secrets changed. */
  private async touch(tx: Transaction, { id, key }: App): Promise<void> {
    await tx.rows.update(App, { id }, { updatedAt: this.secrets.now() });
    tx.changed('app', key);
  }

  /** Removes the app's rows, and those that other rooms have of it. */
  async removeRows(tx: Transaction, app: App): Promise<void> {
    const { id, key } = app;
    for (const hook of this.removalHooks) await hook(tx, app);
    await tx.rows.delete(AppSecret, { appId: id });
    // Its hours stay until they are swept: the past keeps its figures, without an address in them.
    await tx.rows.update(AppActivity, { appId: id }, { lastIp: null });
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
