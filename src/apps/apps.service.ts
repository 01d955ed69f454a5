import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Changes } from '../audit/changes.js';
import { Clock } from '../common/clock.js';
import type { Transaction } from '../database/transaction.js';
import { uncovered } from '../oauth/scope.js';
import type { AppDto, AppWithSecretDto } from './app-answers.dto.js';
import type { NewAppFields, UpdateAnyAppDto } from './app.dto.js';
import { App } from './app.entity.js';
import { AppsBin } from './apps.bin.js';
import { AppsHooks } from './apps.hooks.js';
import { AppsPolicy } from './apps.policy.js';
import { AppsQuery } from './apps.query.js';
import {
  type Acting,
  changeOf,
  disabledByOwner,
  enabledByOwner,
  factsOf,
  newApp,
  noticeOf,
  type Switched,
} from './apps.rules.js';
import { Notices } from '../users/mail/notices.js';
import { AppSecretsService } from './secrets/app-secrets.service.js';

/** Creates, changes and removes apps; one that does not exist, or is a stranger's, answers 404. */
@Injectable()
export class AppsService {
  constructor(
    private readonly changes: Changes,
    private readonly policy: AppsPolicy,
    private readonly secrets: AppSecretsService,
    private readonly query: AppsQuery,
    private readonly hooks: AppsHooks,
    private readonly bin: AppsBin,
    private readonly clock: Clock,
    private readonly notices: Notices,
  ) {}

  /**
   * Creates an app. How many a person may have counts for developers; administrators may exceed it.
   * @param also done in the same transaction
   * @throws 400, 403 `scope_not_held`, 409 `too_many_apps`; OAuthError 503
   */
  async create(
    acting: Acting,
    fields: NewAppFields,
    also?: (tx: Transaction) => Promise<void>,
  ): Promise<AppWithSecretDto> {
    const { caller, area } = acting;
    const settled = await this.policy.settleNew(acting, fields);
    const app = newApp(acting, fields, settled, this.now());
    const secret = await this.changes.run(caller, `${area}.app.create`, async (tx, about) => {
      await also?.(tx);
      if (area === 'consumer') await this.policy.checkLimit(tx, app);
      await this.policy.holdScopes(tx, app.scopes);
      await tx.rows.insert(App, app as QueryDeepPartialEntity<App>);
      about(factsOf(app, { name: app.name, scopes: app.scopes, ownerId: app.ownerId }));
      // A secret acts as its app, and so as the owner: nobody else gets to see one.
      const isOwner = app.ownerId === caller.personId;
      return isOwner && app.type === 'confidential' ? this.secrets.add(tx, app.id) : undefined;
    });
    return { ...(await this.query.toDto(app)), ...(secret && { appSecret: secret }) };
  }

  /** Stores the fields that were sent. @throws 400, 403 `scope_not_held`, 412 `changed_meanwhile` */
  async update(acting: Acting, id: string, fields: UpdateAnyAppDto): Promise<AppDto> {
    const { caller, area } = acting;
    await this.changes.run(caller, `${area}.app.update`, async (tx, about) => {
      const app = await this.policy.holdUnchanged(tx, acting, id);
      await this.policy.checkChange(acting, app, fields);
      await this.policy.holdScopes(tx, uncovered(app.scopes, fields.scopes ?? []));
      const needsApproval = this.policy.needsApproval();
      const change = changeOf(acting, app, fields, { now: this.now(), needsApproval });
      if (!change) return about('nothing');
      if (change.isGiven) await this.hooks.handOver(tx, app);
      await tx.rows.update(App, { id }, change.values as QueryDeepPartialEntity<App>);
      if (change.endsTokens) await this.revoke(tx, app);
      const notice = noticeOf(app, change.values.status);
      if (notice && app.ownerId !== caller.personId)
        this.notices.tellAfter(tx, notice, app.ownerId);
      about(factsOf(app, change.detail));
    });
    return this.query.get({ ...acting, area: 'backend' }, id);
  }

  /** The owner switches the app off, which revokes its tokens. @throws 409 unless it is active */
  async disable(acting: Acting, id: string): Promise<AppDto> {
    return this.flip(acting, 'disable', id, disabledByOwner);
  }

  /**
   * The owner switches on again what the owner switched off.
   * @throws 409 unless it is disabled, and by its owner
   */
  async enable(acting: Acting, id: string): Promise<AppDto> {
    return this.flip(acting, 'enable', id, (app) =>
      enabledByOwner(app, this.policy.needsApproval()),
    );
  }

  /** Puts the app into the bin, and removes everything that is its own. @throws 412 `changed_meanwhile` */
  async remove(acting: Acting, id: string): Promise<void> {
    await this.changes.run(acting.caller, `${acting.area}.app.remove`, async (tx, about) => {
      const app = await this.policy.holdUnchanged(tx, acting, id);
      await this.bin.put(tx, [app], { removedBy: acting.caller.personId });
      await this.hooks.remove(tx, [app]);
      about({ subject: `app:${id}`, detail: { name: app.name } });
    });
  }

  /** Revokes every token that the app has now. */
  async revokeTokens(acting: Acting, id: string): Promise<void> {
    await this.changes.run(acting.caller, `${acting.area}.app.endTokens`, async (tx, about) => {
      const app = await this.policy.hold(tx, acting, id);
      await this.revoke(tx, app);
      about(factsOf(app));
    });
  }

  private async flip(
    acting: Acting,
    handler: 'disable' | 'enable',
    id: string,
    valuesFor: (app: App) => Switched,
  ): Promise<AppDto> {
    await this.changes.run(acting.caller, `${acting.area}.app.${handler}`, async (tx, about) => {
      const app = await this.policy.hold(tx, acting, id);
      await tx.rows.update(App, { id }, { ...valuesFor(app), updatedAt: this.now() });
      if (handler === 'disable') await this.revoke(tx, app);
      about(factsOf(app));
    });
    return this.query.get(acting, id);
  }

  /** Revokes every token that the app has: a token of an older epoch is refused. */
  private async revoke(tx: Transaction, { id, key, epoch }: App): Promise<void> {
    await tx.rows.update(App, { id }, { epoch: epoch + 1 });
    await this.hooks.revoked(tx, { key, epoch: epoch + 1 });
  }

  /** The time that an app is stamped with. */
  private now(): Date {
    return new Date(this.clock.now());
  }
}
