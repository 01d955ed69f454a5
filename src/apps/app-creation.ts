import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AuditService } from '../audit/audit.service.js';
import type { Transaction } from '../database/transaction.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { createIdentifier, PREFIX } from '../common/identifiers.js';
import type { Acting } from './app-acting.js';
import { approvalOfNew } from './approval.js';
import { AppRules, type NewAppFields, type Settled } from './app-rules.js';
import { AppSecrets } from './secrets/app-secrets.js';
import { App, APP_ID } from './app.entity.js';
import { claimOf, NO_CLAIM } from './resource-claim.js';

/** A new app, and its secret in clear; a public app has none, nor one that was made for somebody. */
export interface NewApp {
  app: App;
  secret?: string;
}

/** Makes apps. */
@Injectable()
export class AppCreation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: AppRules,
    private readonly secrets: AppSecrets,
    private readonly audit: AuditService,
  ) {}

  /**
   * Makes an app. How many a person may have counts for developers; administrators may exceed it.
   * @param also done in the same transaction
   * @throws 400, 403 `scope_not_held`, 409 `too_many_apps`
   */
  async create(
    acting: Acting,
    fields: NewAppFields,
    also?: (tx: Transaction) => Promise<void>,
  ): Promise<NewApp> {
    const { caller, room } = acting;
    const settled = await this.rules.settleNew(acting, fields);
    const app = newApp(acting, fields, settled, this.secrets.now());
    return this.work.run(async (tx) => {
      await also?.(tx);
      if (room === 'consumer') await this.rules.checkRoom(tx, app);
      await this.rules.holdScopes(tx, app.scopes);
      await tx.rows.insert(App, app as QueryDeepPartialEntity<App>);
      // A secret acts as its app, and so as the owner: nobody else gets to see one.
      const isOwner = app.ownerId === caller.personId;
      const hasSecret = isOwner && app.type === 'confidential';
      const secret = hasSecret ? await this.secrets.add(tx, app.id) : undefined;
      tx.changed('app', app.key);
      const detail = { name: app.name, scopes: app.scopes, ownerId: app.ownerId };
      const event = `${room}.app.create`;
      await this.audit.record(tx, { event, caller, subject: `app:${app.id}`, detail });
      return { app, secret };
    });
  }
}

function newApp(acting: Acting, fields: NewAppFields, settled: Settled, now: Date): App {
  const { url = null } = fields;
  const app = {
    id: createIdentifier(APP_ID, now.getTime()),
    key: createIdentifier(PREFIX.app, now.getTime()),
    name: fields.name,
    url,
    ...claimOf({ url, status: settled.status }, NO_CLAIM, now),
    description: fields.description ?? '',
    type: fields.type ?? 'confidential',
    redirectUris: [...new Set(fields.redirectUris)],
    postLogoutRedirectUris: [...new Set(fields.postLogoutRedirectUris)],
    idTokenAlg: fields.idTokenAlg ?? 'ES256',
    firstParty: fields.firstParty ?? false,
    registration: fields.registration ?? null,
    grantTypes: fields.grantTypes ?? null,
    jwks: fields.jwks ?? null,
    dpop: fields.dpop ?? false,
    exchangeAudiences: fields.exchangeAudiences ?? null,
    ...settled,
    epoch: 0,
    createdAt: now,
    updatedAt: now,
  };
  return { ...app, ...approvalOfNew(acting, app) };
}
